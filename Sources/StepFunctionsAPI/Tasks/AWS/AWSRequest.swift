internal import Engine
internal import JSON

/// A call of a service as its protocol writes it, and how its answer is read.
struct AWSRequest {
    let headers: [(String, String)]
    let body: [UInt8]
    private let wire: AWSService.Wire

    init(_ service: AWSService, _ action: String, _ members: JSONObject) {
        let operation = action.withFirst { $0.uppercased() }
        wire = service.wire
        switch service.wire {
        case .json(let version, let target):
            headers = [
                ("Content-Type", "application/x-amz-json-\(version)"), ("X-Amz-Target", "\(target).\(operation)"),
            ]
            body = JSONValue.object(members).utf8
        case .query(let version):
            headers = [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")]
            body = Array(AWSForm(service, operation: operation, version: version, members).text.utf8)
        }
    }

    /// The members of an answer.
    ///
    /// - Throws: `TaskError` where the answer cannot be read.
    func result(_ answer: HTTPAnswer, failingAs prefix: String) throws(TaskError) -> JSONObject {
        switch wire {
        case .json:
            if answer.body.isEmpty { return JSONObject() }
            if let object = (try? JSONValue(parsing: answer.body))?.objectValue { return object }
        case .query:
            if let document = try? XMLReader.read(answer.body) {
                let result = document.children.first { $0.name.hasSuffix("Result") }
                return result?.value.objectValue ?? JSONObject()
            }
        }
        throw TaskError("\(prefix).SdkClientException", cause: "Unable to unmarshall the response of the service.")
    }
}
