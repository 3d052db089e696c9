internal import Engine
internal import JSON

/// The request that a task of `http:invoke` describes.
struct HTTPCall {
    let endpoint: HTTPURL
    private(set) var url = ""
    let method: String
    private(set) var headers: [(String, String)] = []
    private(set) var body: [UInt8] = []

    private static let methods: Set = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"]
    /// Headers that a task may not set, as the service has it, and those that say how a message is sent.
    private static let reserved: Set = [
        "a-im", "accept-charset", "accept-datetime", "accept-encoding", "authorization", "cache-control", "connection",
        "content-encoding", "content-length", "content-md5", "date", "expect", "forwarded", "from", "host",
        "http2-settings", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since",
        "keep-alive", "max-forwards", "origin", "pragma", "proxy-authenticate", "proxy-authorization",
        "proxy-connection", "referer", "server", "te", "trailer", "transfer-encoding", "upgrade", "via", "warning",
        "www-authenticate",
    ]

    /// The URL that the parameters name.
    ///
    /// - Throws: `TaskError` named `States.Runtime` where they name none.
    static func endpoint(_ parameters: JSONObject) throws(TaskError) -> HTTPURL {
        guard let endpoint = parameters["ApiEndpoint"]?.stringValue.flatMap({ HTTPURL($0) }) else {
            throw invalid("'ApiEndpoint' is not a URL of https or http without a login in it.")
        }
        return endpoint
    }

    /// - Parameter connection: what the connection adds.
    /// - Throws: `TaskError` named `States.Runtime` where the parameters describe none.
    init(_ parameters: JSONObject, region: String, _ connection: HTTPParameters) throws(TaskError) {
        endpoint = try HTTPCall.endpoint(parameters)
        guard let method = parameters["Method"]?.stringValue, HTTPCall.methods.contains(method) else {
            throw HTTPCall.invalid("'Method' is none of \(HTTPCall.methods.sorted().joined(separator: ", ")).")
        }
        self.method = method
        try addHeaders(parameters["Headers"], region, connection)
        url = endpoint.adding(
            HTTPCall.query(parameters["QueryParameters"]?.objectValue ?? JSONObject(), connection))
        try addBody(parameters, connection)
    }

    /// The same call with the names of what the connection added, and nothing of the values.
    func withoutSecrets(
        _ parameters: JSONObject, _ region: String, _ connection: HTTPParameters
    ) throws(TaskError) -> HTTPCall {
        var shown = try HTTPCall(parameters, region: region, connection.withoutValues)
        // How it is written may follow from a header of the connection.
        if connection.body.isEmpty { shown.body = body }
        return shown
    }

    private mutating func addHeaders(
        _ value: JSONValue?, _ region: String, _ connection: HTTPParameters
    ) throws(TaskError) {
        var names = Set(connection.headers.map { $0.name.lowercased() })
        headers = connection.headers
        for (name, value) in value?.objectValue ?? JSONObject() {
            let texts = (value.arrayValue ?? [value]).compactMap { $0.stringValue ?? ($0.isNull ? nil : $0.text) }
            let key = name.lowercased()
            guard name.isHeaderName, texts.allSatisfy(\.isHeaderValue) else {
                throw HTTPCall.invalid("The header '\(name.prefix(100))' has characters that no header may have.")
            }
            guard !HTTPCall.reserved.contains(key), !key.hasPrefix("x-forwarded"), !key.hasPrefix("x-amz") else {
                throw HTTPCall.invalid("The header '\(name)' may not be set by a task.")
            }
            // What the connection says comes first.
            guard names.insert(key).inserted else { continue }
            headers += texts.map { (name, $0) }
        }
        if !names.contains("user-agent") {
            headers.append(("User-Agent", "Amazon|StepFunctions|HttpInvoke|\(region)"))
        }
        if !names.contains("range") { headers.append(("Range", "bytes=0-262144")) }
        if !names.contains("content-type") { headers.append(("Content-Type", "application/json")) }
    }

    private static func query(_ parameters: JSONObject, _ connection: HTTPParameters) -> [String] {
        var fields = connection.query.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }
        for (name, value) in parameters where !connection.query.contains(where: { $0.name == name }) {
            for element in value.arrayValue ?? [value] {
                fields.append("\(name.percentEncoded)=\((element.stringValue ?? element.text).percentEncoded)")
            }
        }
        return fields
    }

    private mutating func addBody(_ parameters: JSONObject, _ connection: HTTPParameters) throws(TaskError) {
        var value = parameters["RequestBody"] ?? .null
        if !connection.body.isEmpty {
            guard var object = value.isNull ? JSONObject() : value.objectValue else {
                throw HTTPCall.invalid("The connection adds to the body, so 'RequestBody' has to be an object.")
            }
            for (name, text) in connection.body { object[name] = .string(text) }
            value = .object(object)
        }
        guard !value.isNull else { return }
        let transform = parameters["Transform"]
        if transform?["RequestBodyEncoding"]?.stringValue == "URL_ENCODED" {
            let format = transform?["RequestEncodingOptions"]?["ArrayFormat"]?.stringValue ?? "INDICES"
            guard let arrays = FormEncoding.ArrayFormat(rawValue: format), let object = value.objectValue else {
                throw HTTPCall.invalid("'RequestBody' cannot be encoded as 'Transform' asks for it.")
            }
            body = Array(FormEncoding(arrays: arrays).text(of: object).utf8)
        } else if let text = value.stringValue, !sendsJSON {
            body = Array(text.utf8)
        } else {
            body = value.utf8
        }
    }

    private var sendsJSON: Bool {
        headers.contains { $0.0.lowercased() == "content-type" && $0.1.lowercased().contains("json") }
    }

    private static func invalid(_ cause: String) -> TaskError { TaskError("States.Runtime", cause: cause) }
}
