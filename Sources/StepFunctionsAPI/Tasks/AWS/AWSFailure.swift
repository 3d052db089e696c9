internal import Engine
internal import JSON

/// An error that a service of AWS answered with.
struct AWSFailure: Error {
    let code: String
    let message: String
    let status: Int
    let requestID: String
    /// S3 has two of them.
    let extendedRequestID: String?

    init(code: String, message: String, status: Int, requestID: String) {
        self.code = code
        self.message = message
        self.status = status
        self.requestID = requestID
        extendedRequestID = nil
    }

    init(_ answer: HTTPAnswer, wire: AWSService.Wire) {
        status = answer.status
        extendedRequestID = answer.header("x-amz-id-2")
        if wire.isXML, let document = try? XMLReader.read(answer.body) {
            let inner = document.child("Error") ?? document.child("Errors")?.child("Error")
            let error = inner ?? document
            code = error.child("Code")?.text ?? "InternalFailure"
            message = error.child("Message")?.text ?? ""
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

    /// The name of the exception that the SDK makes of it: `KMSDisabledException` is `KmsDisabledException`.
    private var exception: String {
        let name = code.hasSuffix("Fault") ? String(code.dropLast(5)) : code
        return AWSFailure.pascalCased(name.hasSuffix("Exception") ? name : name + "Exception")
    }

    /// Of several capitals in a row, the first and the one that begins the next word stay.
    static func pascalCased(_ name: String) -> String {
        let letters = Array(name)
        var text = ""
        for (index, letter) in letters.enumerated() {
            let follows = index > 0 && (letters[index - 1].isUppercase || letters[index - 1].isNumber)
            let begins = index + 1 < letters.count && letters[index + 1].isLowercase
            text += letter.isUppercase && follows && !begins ? letter.lowercased() : String(letter)
        }
        return text
    }

    /// What a task of `aws-sdk` fails with.
    func taskError(of service: AWSService) -> TaskError {
        taskError(named: "\(service.id).\(service.models(code) ? exception : service.id + "Exception")", id: service.id)
    }

    func taskError(named name: String, id: String) -> TaskError {
        let extended = extendedRequestID.map { ", Extended Request ID: \($0)" } ?? ""
        return TaskError(
            name,
            cause: "\(message) (Service: \(id), Status Code: \(status), Request ID: \(requestID)\(extended)) "
                + "(SDK Attempt Count: 1)")
    }

    /// What a task of an integration of AWS's own fails with: those were made with an older SDK.
    func taskError(_ prefix: String, of service: AWSService, olderName: String) -> TaskError {
        let general = "Amazon" + (olderName.hasPrefix("Amazon") ? String(olderName.dropFirst(6)) : olderName)
        let name = service.models(code) ? exception : general.replacing("v2", with: "") + "Exception"
        return TaskError("\(prefix).\(name)", cause: olderCause(olderName))
    }

    func olderCause(_ olderName: String) -> String {
        "\(message) (Service: \(olderName); Status Code: \(status); Error Code: \(code); Request ID: \(requestID); "
            + "Proxy: null)"
    }
}
