internal import Crypto
internal import Engine
internal import FoundationEssentials
internal import JSON

/// A request of a REST service: each member of the parameters where its operation has it.
struct RESTRequest {
    private(set) var path = ""
    private(set) var query = ""
    private(set) var headers: [(String, String)] = []
    private(set) var body: [UInt8] = []

    private let service: AWSService
    private let rest: RESTService
    private let operation: RESTOperation

    /// Takes members as the wire has them.
    ///
    /// - Parameter bytes: the body, where it is not among the members.
    /// - Throws: `TaskError` where the operation has no such member, or needs one that is not there.
    init(
        _ service: AWSService, _ rest: RESTService, _ operation: RESTOperation, _ members: JSONObject,
        body bytes: [UInt8]? = nil
    ) throws(TaskError) {
        self.service = service
        self.rest = rest
        self.operation = operation
        var left = members
        try setPath(&left)
        try setQuery(&left)
        try setHeaders(&left)
        try setBody(&left)
        if let bytes { body = bytes }
        if let stranger = left.first {
            throw invalid("has no member '\(stranger.key.withFirst { $0.uppercased() })'")
        }
        if operation.hasChecksum { try setChecksum(members) }
    }

    private mutating func setPath(_ members: inout JSONObject) throws(TaskError) {
        for part in operation.path {
            switch part {
            case .text(let text): path += text
            case .label(let member, let isGreedy):
                let text = label(try take(member, &members).map(text) ?? "")
                let pieces = isGreedy ? text.split(separator: "/", omittingEmptySubsequences: false) : [text[...]]
                // An empty one, or one that leads elsewhere, would be a request for something else.
                guard !text.isEmpty, isGreedy || ![".", ".."].contains(text) else {
                    throw invalid("needs the member '\(member.withFirst { $0.uppercased() })'")
                }
                path += pieces.map { String($0).percentEncoded }.joined(separator: "/")
            }
        }
    }

    /// Route 53 answers with `/hostedzone/Z1`, and asks for `Z1`.
    private func label(_ text: String) -> String {
        service.name == "route53" ? text.split(separator: "/").last.map(String.init) ?? "" : text
    }

    private mutating func setQuery(_ members: inout JSONObject) throws(TaskError) {
        var fields = operation.fixedQuery.split(separator: "&").map { $0.contains("=") ? String($0) : "\($0)=" }
        for (member, name) in operation.query.sorted(by: { $0.key < $1.key }) {
            guard let value = try take(member, &members) else { continue }
            for element in value.arrayValue ?? [value] {
                let text = isMoment(member) ? moment(element, isDate: rest.moments.contains(member)) : text(element)
                fields.append("\(name.percentEncoded)=\(text.percentEncoded)")
            }
        }
        query = fields.joined(separator: "&")
    }

    private mutating func setHeaders(_ members: inout JSONObject) throws(TaskError) {
        for (member, name) in operation.request.headers.sorted(by: { $0.key < $1.key }) {
            guard let value = try take(member, &members) else { continue }
            let isDate = !rest.textMoments.contains(member)
            let texts = (value.arrayValue ?? [value]).map { isMoment(member) ? moment($0, isDate: isDate) : text($0) }
            headers.append((name, texts.joined(separator: ",")))
        }
        for (member, prefix) in operation.request.headerMaps {
            for entry in try take(member, &members)?.objectValue ?? JSONObject() {
                headers.append((prefix + entry.key, text(entry.value)))
            }
        }
        for (name, value) in headers where !name.isHeaderName || !value.isHeaderValue {
            throw invalid("has characters for the header '\(name.prefix(100))' that no header may have")
        }
    }

    private mutating func setBody(_ members: inout JSONObject) throws(TaskError) {
        var type: String?
        switch operation.request.payload {
        case .none: break
        case .bytes(let member):
            guard let value = try take(member, &members) else { break }
            body = Array(text(value).utf8)
            type = rest.format == .json ? "application/octet-stream" : "text/plain; charset=UTF-8"
        case .json(let member):
            guard let value = try take(member, &members) else { break }
            (body, type) = (value.utf8, "text/plain; charset=UTF-8")
        case .member(let member, let root):
            guard let value = try take(member, &members) else { break }
            (body, type) = document(value, root, in: member)
        case .members(let root):
            (body, type) = document(.object(members), root, in: "")
            members = JSONObject()
        }
        if let type, !headers.contains(where: { $0.0.lowercased() == "content-type" }) {
            headers.append(("Content-Type", type))
        }
    }

    private func document(_ value: JSONValue, _ root: String, in parent: String) -> ([UInt8], String) {
        switch rest.format {
        case .json: (value.utf8, "application/json")
        case .xml(let namespace, let shapes):
            (Array(XMLBody(shapes).document(root, value, in: parent, namespace: namespace).utf8), "application/xml")
        }
    }

    /// As the SDK does where nobody sent a checksum of their own.
    private mutating func setChecksum(_ members: JSONObject) throws(TaskError) {
        let names = headers.map { $0.0.lowercased() }
        guard !names.contains(where: { $0 == "content-md5" || $0.hasPrefix("x-amz-checksum-") }) else { return }
        let algorithm = members["ChecksumAlgorithm"]?.stringValue ?? "CRC32"
        let sum: [UInt8]
        switch algorithm {
        case "CRC32": sum = CRC32.bytes(of: body)
        case "SHA1": sum = Array(Insecure.SHA1.hash(data: body))
        case "SHA256": sum = Array(SHA256.hash(data: body))
        default: throw invalid("is called with CRC32, SHA1 or SHA256 as 'ChecksumAlgorithm' alone")
        }
        headers.append(("x-amz-checksum-\(algorithm.lowercased())", Data(sum).base64EncodedString()))
        if !names.contains("x-amz-sdk-checksum-algorithm") {
            headers.append(("x-amz-sdk-checksum-algorithm", algorithm))
        }
    }

    private func take(_ member: String, _ members: inout JSONObject) throws(TaskError) -> JSONValue? {
        defer { members[member] = nil }
        return members[member]
    }

    private func isMoment(_ member: String) -> Bool {
        rest.moments.contains(member) || rest.textMoments.contains(member)
    }

    private func moment(_ value: JSONValue, isDate: Bool) -> String {
        guard let moment = AWSMoment(text(value)) else { return text(value) }
        return isDate ? moment.http ?? text(value) : moment.text
    }

    private func text(_ value: JSONValue) -> String { value.stringValue ?? value.text }

    private func invalid(_ what: String) -> TaskError {
        let action = operation.name.withFirst { $0.lowercased() }
        return TaskError("States.Runtime", cause: "aws-sdk:\(service.name):\(action) \(what).")
    }
}
