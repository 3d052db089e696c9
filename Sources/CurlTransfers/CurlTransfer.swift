internal import CCurl

/// One transfer and what libcurl needs for it; after it was handed over, the loop's thread alone touches it.
final class CurlTransfer: @unchecked Sendable {
    let cancellation: CurlCancellation
    private let request: CurlRequest
    private let continuation: UnsafeContinuation<CurlResult, Never>
    private(set) var easy: UnsafeMutableRawPointer?
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    private let failure = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private let upload: [UInt8]
    private var sent = 0
    private var received = 0
    /// Whether the library takes its leave: what is said then is about nothing any more.
    private var isLeaving = false
    private var gathered = CurlResult(code: 0, message: "", status: 0)
    private static let mostHeaders = 1000

    init(
        request: CurlRequest, cancellation: CurlCancellation, continuation: UnsafeContinuation<CurlResult, Never>
    ) {
        self.cancellation = cancellation
        self.request = request
        self.continuation = continuation
        failure.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        upload =
            switch request.upload {
            case .http(_, let bytes, _), .mail(let bytes, _, _): bytes
            }
    }

    deinit {
        failure.deallocate()
    }

    func resume(_ result: CurlResult) { continuation.resume(returning: result) }

    /// Makes the library's handle.
    func open() -> UnsafeMutableRawPointer? {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        text(CURLOPT_URL, request.url)
        long(CURLOPT_NOSIGNAL, 1)
        long(CURLOPT_FOLLOWLOCATION, 0)
        // What a path says was said on purpose, and may be signed.
        long(CURLOPT_PATH_AS_IS, 1)
        // A proxy of the environment would be asked for addresses that are refused here.
        text(CURLOPT_PROXY, "")
        pointer(CURLOPT_ERRORBUFFER, failure)
        limits(request.limits)
        security()
        callbacks()
        if !request.mayBeSentAgain {
            long(CURLOPT_FRESH_CONNECT, 1)
            long(CURLOPT_FORBID_REUSE, 1)
        }
        switch request.upload {
        case .http(let method, let bytes, let headers):
            text(CURLOPT_PROTOCOLS_STR, "http,https")
            http(method, bytes)
            // Without `Expect` a body is sent at once; and it is no form, as the library would say of any body.
            let hasType = headers.contains { $0.lowercased().hasPrefix("content-type:") }
            list(CURLOPT_HTTPHEADER, headers.map(CurlTransfer.line) + ["Expect:"] + (hasType ? [] : ["Content-Type:"]))
        case .mail(let bytes, let from, let to):
            text(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
            text(CURLOPT_MAIL_FROM, "<\(from)>")
            list(CURLOPT_MAIL_RCPT, ["<\(to)>"])
            long(CURLOPT_UPLOAD, 1)
            _ = daybook_curl_set_size(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(bytes.count))
        }
        return easy
    }

    /// A header as the library takes it: what has no value is left out by it, unless it ends with a semicolon.
    private static func line(_ header: String) -> String {
        guard let colon = header.firstIndex(of: ":"), header[colon...].dropFirst().allSatisfy({ " \t".contains($0) })
        else { return header }
        return "\(header[..<colon]);"
    }

    private func http(_ method: String, _ bytes: [UInt8]) {
        guard let easy else { return }
        if bytes.isEmpty, method == "HEAD" {
            long(CURLOPT_NOBODY, 1)
        } else if bytes.isEmpty, !["POST", "PUT", "PATCH"].contains(method) {
            text(CURLOPT_CUSTOMREQUEST, method)
        } else {
            long(CURLOPT_POST, 1)
            _ = daybook_curl_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count))
            // A copy of the library's own can be sent again, where it may, on a new connection.
            _ = bytes.withUnsafeBytes { buffer in
                daybook_curl_set_pointer(
                    easy, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: buffer.baseAddress))
            }
            if method != "POST" { text(CURLOPT_CUSTOMREQUEST, method) }
        }
    }

    /// Gives everything back.
    func close() {
        for list in lists { curl_slist_free_all(list) }
        lists = []
        if let easy { curl_easy_cleanup(easy) }
        easy = nil
    }

    /// What it came to, while the handle is there.
    func result(_ code: CURLcode) -> CurlResult {
        var result = gathered
        result.code = code.rawValue
        let words = String(cString: failure)
        result.message = words.isEmpty ? String(cString: curl_easy_strerror(code)) : words
        if let easy {
            result.status = Int(daybook_curl_response_code(easy))
            result.connections = Int(daybook_curl_connects(easy))
        }
        return result
    }

    private func limits(_ limits: TransferLimits) {
        long(CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(limits.connect / .milliseconds(1))))
        long(CURLOPT_TIMEOUT_MS, max(1, Int(limits.total / .milliseconds(1))))
        let stall = max(1, Int((limits.stall / .seconds(1)).rounded(.up)))
        long(CURLOPT_SERVER_RESPONSE_TIMEOUT, stall)
        long(CURLOPT_LOW_SPEED_LIMIT, 1)
        long(CURLOPT_LOW_SPEED_TIME, stall)
    }

    private func security() {
        long(CURLOPT_SSL_VERIFYPEER, 1)
        long(CURLOPT_SSL_VERIFYHOST, 2)
        long(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let file = request.authorities {
            text(CURLOPT_CAINFO, file)
            long(CURLOPT_CAPATH, nil)
        }
        let use =
            switch request.startTLS {
            case .never: CURLUSESSL_NONE
            case .whereOffered: CURLUSESSL_TRY
            case .required: CURLUSESSL_ALL
            }
        long(CURLOPT_USE_SSL, Int(use.rawValue))
        if let user = request.user { text(CURLOPT_USERNAME, user) }
        if let password = request.password { text(CURLOPT_PASSWORD, password) }
    }

    private func callbacks() {
        guard let easy else { return }
        let me = Unmanaged.passUnretained(self).toOpaque()
        pointer(CURLOPT_READDATA, me)
        pointer(CURLOPT_WRITEDATA, me)
        pointer(CURLOPT_HEADERDATA, me)
        pointer(CURLOPT_DEBUGDATA, me)
        pointer(CURLOPT_OPENSOCKETDATA, me)
        _ = daybook_curl_set_data(easy, CURLOPT_READFUNCTION) { buffer, size, count, me in
            CurlTransfer.from(me)?.read(into: buffer, size * count) ?? 0
        }
        _ = daybook_curl_set_data(easy, CURLOPT_WRITEFUNCTION) { buffer, size, count, me in
            let bytes = UnsafeRawBufferPointer(start: buffer, count: size * count)
            return CurlTransfer.from(me)?.take(body: bytes) == true ? bytes.count : 0
        }
        _ = daybook_curl_set_data(easy, CURLOPT_HEADERFUNCTION) { buffer, size, count, me in
            CurlTransfer.from(me)?.take(line: UnsafeRawBufferPointer(start: buffer, count: size * count))
            return size * count
        }
        // Only the words of commands are looked at: what is said in between may be a password.
        long(CURLOPT_VERBOSE, 1)
        _ = daybook_curl_set_debug(easy) { _, kind, buffer, count, me in
            if kind == CURLINFO_HEADER_OUT {
                CurlTransfer.from(me)?.take(command: UnsafeRawBufferPointer(start: buffer, count: count))
            }
            return 0
        }
        _ = daybook_curl_set_socket(easy) { me, _, address in
            guard let address, let transfer = CurlTransfer.from(me), transfer.mayConnect(to: address) else {
                return CURL_SOCKET_BAD
            }
            return daybook_curl_open(address)
        }
    }

    private static func from(_ pointer: UnsafeMutableRawPointer?) -> CurlTransfer? {
        pointer.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private func read(into buffer: UnsafeMutablePointer<CChar>?, _ room: Int) -> Int {
        let count = min(room, upload.count - sent)
        guard let buffer, count > 0 else { return 0 }
        upload.withUnsafeBytes { bytes in
            UnsafeMutableRawPointer(buffer).copyMemory(from: bytes.baseAddress! + sent, byteCount: count)
        }
        sent += count
        return count
    }

    /// Whether there may be more.
    private func take(body: UnsafeRawBufferPointer) -> Bool {
        gathered.body += body.prefix(request.keptBody - gathered.body.count)
        received += body.count
        return received <= request.longestBody
    }

    private func take(line bytes: UnsafeRawBufferPointer) {
        let line = String(decoding: bytes.prefix(8192), as: UTF8.self)
            .trimming { $0 == "\r" || $0 == "\n" || $0 == "\r\n" || $0 == " " }
        guard !line.isEmpty, !isLeaving else { return }
        gathered.lastLine = line
        guard case .http = request.upload else { return }
        if line.hasPrefix("HTTP/") {
            // Another answer begins: the one before was only on the way to it.
            gathered.headers = []
            gathered.reason = line.split(separator: " ", maxSplits: 2).dropFirst(2).first.map(String.init) ?? ""
            return
        }
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, gathered.headers.count < CurlTransfer.mostHeaders else { return }
        let value = String(parts[1].drop { $0 == " " })
        gathered.headers.append((String(parts[0]), value))
        if parts[0].lowercased() == "retry-after" { gathered.retryAfter = value }
    }

    private func take(command bytes: UnsafeRawBufferPointer) {
        let word = bytes.prefix(9).prefix { (0x41...0x5a).contains($0) }
        guard word.count >= 4 else { return }
        let command = String(decoding: word, as: UTF8.self)
        if command == "QUIT" { isLeaving = true } else { gathered.lastCommand = command }
    }

    private func mayConnect(to address: UnsafePointer<curl_sockaddr>) -> Bool {
        guard let policy = request.addresses else { return true }
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = Int(daybook_curl_address(address, &bytes))
        let mayConnect = policy.allows(Array(bytes.prefix(count)))
        if !mayConnect { gathered.wasAddressRefused = true }
        return mayConnect
    }

    private func long(_ option: CURLoption, _ value: Int?) {
        guard let easy else { return }
        if let value {
            _ = daybook_curl_set_long(easy, option, value)
        } else {
            _ = daybook_curl_set_pointer(easy, option, nil)
        }
    }

    private func text(_ option: CURLoption, _ value: String) {
        if let easy { _ = daybook_curl_set_text(easy, option, value) }
    }

    private func pointer(_ option: CURLoption, _ value: UnsafeMutableRawPointer) {
        if let easy { _ = daybook_curl_set_pointer(easy, option, value) }
    }

    private func list(_ option: CURLoption, _ values: [String]) {
        guard let easy else { return }
        var list: UnsafeMutablePointer<curl_slist>?
        for value in values { list = curl_slist_append(list, value) }
        guard let list else { return }
        lists.append(list)
        _ = daybook_curl_set_pointer(easy, option, list)
    }
}

extension String {
    fileprivate func trimming(_ isOuter: (Character) -> Bool) -> String {
        var text = self[...]
        while let first = text.first, isOuter(first) { text.removeFirst() }
        while let last = text.last, isOuter(last) { text.removeLast() }
        return String(text)
    }
}
