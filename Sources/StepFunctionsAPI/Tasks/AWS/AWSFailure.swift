internal import Engine
internal import JSON

/// An error that a service of AWS answered with.
struct AWSFailure: Error {
    let code: String
    let message: String
    let status: Int
    let requestID: String

    init(code: String, message: String, status: Int, requestID: String) {
        self.code = code
        self.message = message
        self.status = status
        self.requestID = requestID
    }

    init(_ answer: HTTPAnswer, wire: AWSService.Wire) {
        status = answer.status
        if case .query = wire, let document = try? XMLReader.read(answer.body) {
            let error = document.child("Error") ?? document.child("Errors")?.child("Error")
            code = error?.child("Code")?.text ?? "InternalFailure"
            message = error?.child("Message")?.text ?? ""
            requestID = document.child("RequestId")?.text ?? answer.requestID ?? ""
            return
        }
        let value = try? JSONValue(parsing: answer.body)
        let type = answer.header("X-Amzn-ErrorType") ?? value?["__type"]?.stringValue ?? value?["code"]?.stringValue
        // `namespace#Name:url`
        code = type?.split(separator: "#").last.map { String($0.prefix { $0 != ":" }) } ?? "InternalFailure"
        message = value?["message"]?.stringValue ?? value?["Message"]?.stringValue ?? ""
        requestID = answer.requestID ?? ""
    }

    /// The name of the exception that the SDK makes of it.
    private var exception: String { code.hasSuffix("Exception") ? code : code + "Exception" }

    /// What a task of `aws-sdk` fails with.
    func taskError(of service: AWSService) -> TaskError {
        let isModelled = !AWSService.common.contains(code) && !service.unmodelled.contains(code)
        return taskError(named: "\(service.id).\(isModelled ? exception : service.id + "Exception")", id: service.id)
    }

    func taskError(named name: String, id: String) -> TaskError {
        TaskError(
            name,
            cause:
                "\(message) (Service: \(id), Status Code: \(status), Request ID: \(requestID)) (SDK Attempt Count: 1)")
    }

    /// What a task of an integration of AWS's own fails with: those were made with an older SDK.
    func taskError(_ prefix: String, of service: AWSService, olderName: String) -> TaskError {
        let isModelled = !AWSService.common.contains(code) && !service.unmodelled.contains(code)
        let general = "Amazon" + (olderName.hasPrefix("Amazon") ? String(olderName.dropFirst(6)) : olderName)
        let name = isModelled ? exception : general.replacing("v2", with: "") + "Exception"
        return TaskError("\(prefix).\(name)", cause: olderCause(olderName))
    }

    func olderCause(_ olderName: String) -> String {
        "\(message) (Service: \(olderName); Status Code: \(status); Error Code: \(code); Request ID: \(requestID); "
            + "Proxy: null)"
    }
}
