internal import Engine
internal import JSON

/// A call of a service as its protocol writes it, and how its answer is read.
struct AWSRequest {
    private(set) var method = "POST"
    private(set) var path = "/"
    private(set) var query = ""
    let headers: [(String, String)]
    let body: [UInt8]
    private let service: AWSService
    private let operation: String

    /// - Parameter bytes: the body, where it is not among the members.
    /// - Throws: `TaskError` where the parameters are not the operation's, or there is no such operation.
    init(
        _ service: AWSService, _ action: String, _ members: JSONObject, body bytes: [UInt8]? = nil
    ) throws(TaskError) {
        operation = action.withFirst { $0.uppercased() }
        self.service = service
        switch service.wire {
        case .json(let version, let target):
            headers = [
                ("Content-Type", "application/x-amz-json-\(version)"), ("X-Amz-Target", "\(target).\(operation)"),
            ]
            body = JSONValue.object(members).utf8
        case .query(let version):
            headers = [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")]
            body = Array(AWSForm(service, operation: operation, version: version, members).text.utf8)
        case .rest(let rest):
            guard let operation = rest.operations[operation] else {
                throw TaskError("Daybook.UnsupportedResource", cause: "'\(action)' of \(service.name) is not known.")
            }
            let request = try RESTRequest(service, rest, operation, members, body: bytes)
            (method, path, query) = (operation.method, request.path, request.query)
            (headers, body) = (request.headers, request.body)
        }
    }

    /// The members of an answer.
    ///
    /// - Throws: `AWSFailure` where it says that the call failed, `TaskError` where it cannot be read.
    func result(_ answer: HTTPAnswer, failingAs prefix: String) throws -> JSONObject {
        try check(answer)
        switch service.wire {
        case .json:
            if answer.body.isEmpty { return JSONObject() }
            if let object = (try? JSONValue(parsing: answer.body))?.objectValue { return object }
        case .query:
            if let document = try? XMLReader.read(answer.body) {
                let result = document.children.first { $0.name.hasSuffix("Result") }
                return AWSMembers(service: service).typed(result?.value.objectValue ?? JSONObject())
            }
        case .rest(let rest):
            if let operation = rest.operations[operation],
                let members = try? RESTAnswer(rest, operation, answer).members()
            {
                return members
            }
        }
        throw TaskError("\(prefix).SdkClientException", cause: "Unable to unmarshall the response of the service.")
    }

    /// - Throws: `AWSFailure` where the answer says that the call failed.
    func check(_ answer: HTTPAnswer) throws(AWSFailure) {
        guard (200..<300).contains(answer.status), !isLateFailure(answer) else { throw failure(answer) }
    }

    /// S3 begins to answer before it has copied an object or put it together, and may then have to say that it failed.
    private func isLateFailure(_ answer: HTTPAnswer) -> Bool {
        guard method != "GET", answer.body.count < 65_536, service.wire.isXML, service.rest != nil else { return false }
        return (try? XMLReader.read(answer.body))?.name == "Error"
    }

    private func failure(_ answer: HTTPAnswer) -> AWSFailure {
        // The answer to `HEAD` has no body that could say more.
        guard method == "HEAD", answer.status == 404 else { return AWSFailure(answer, wire: service.wire) }
        return AWSFailure(
            code: operation == "HeadBucket" ? "NoSuchBucket" : "NoSuchKey", message: "null", status: answer.status,
            requestID: answer.requestID ?? "")
    }
}
