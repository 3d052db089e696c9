internal import Engine
internal import JSON

/// One call of a function: where it goes, what it carries, and what its answer means.
struct LambdaInvocation {
    let function: String
    let qualifier: String?
    let payload: JSONText
    /// `RequestResponse`, `Event` or `DryRun`.
    var type: String?
    var clientContext: String?
    var logType: String?

    /// Of a task whose resource is the function.
    init(arn: String, input: JSONText) throws(TaskError) {
        (function, qualifier) = try LambdaInvocation.name(arn)
        payload = input
    }

    /// Of a task that calls `lambda:invoke`.
    init(parameters: JSONText) throws(TaskError) {
        var fields: [String: JSONText] = [:]
        do {
            var reader = JSONReader(parameters)
            try reader.beginObject()
            while let key = try reader.nextKey() { fields[key.string] = try reader.readText() }
        } catch {
            throw LambdaInvocation.invalid("The parameters are not a JSON object.")
        }
        func text(_ name: String) -> String? { (try? fields[name]?.value())?.stringValue }
        guard let name = text("FunctionName") else {
            throw LambdaInvocation.invalid("The field 'FunctionName' is required.")
        }
        let (function, own) = try LambdaInvocation.name(name)
        self.function = function
        qualifier = text("Qualifier") ?? own
        payload = fields["Payload"] ?? .emptyObject
        type = text("InvocationType")
        clientContext = text("ClientContext")
        logType = text("LogType")
        // They become headers as they are.
        guard [type, clientContext, logType].compactMap(\.self).allSatisfy(\.isHeaderValue) else {
            throw LambdaInvocation.invalid("A field has characters that no header may have.")
        }
    }

    var path: String { "/2015-03-31/functions/\(function.percentEncoded)/invocations" }

    /// Without the question mark; empty where there is none.
    var query: String { qualifier.map { "Qualifier=\($0.percentEncoded)" } ?? "" }

    var headers: [(String, String)] {
        var headers = [("Content-Type", "application/json")]
        if let type { headers.append(("X-Amz-Invocation-Type", type)) }
        if let clientContext { headers.append(("X-Amz-Client-Context", clientContext)) }
        if let logType { headers.append(("X-Amz-Log-Type", logType)) }
        return headers
    }

    /// The task's result.
    ///
    /// - Throws: `TaskError` with the function's own error, or with that of the server.
    func result(of answer: HTTPAnswer, withMetadata: Bool) throws(TaskError) -> JSONText {
        let text = String(decoding: answer.body, as: UTF8.self)
        let value = try? JSONValue(parsing: answer.body)
        guard (200..<300).contains(answer.status) else {
            let code = answer.header("X-Amzn-ErrorType") ?? value?["__type"]?.stringValue ?? "ServiceException"
            let name = code.split(separator: "#").last.map { $0.prefix { $0 != ":" } } ?? "ServiceException"
            let message = value?["Message"]?.stringValue ?? value?["message"]?.stringValue ?? text
            throw TaskError(
                "Lambda.\(name)", cause: "\(message) (Service: Lambda, Status Code: \(answer.status))")
        }
        if let error = answer.header("X-Amz-Function-Error") {
            throw TaskError(value?["errorType"]?.stringValue ?? error, cause: text)
        }
        let payload: JSONText
        if answer.body.isEmpty {
            payload = .null
        } else if let valid = try? JSONText(validating: answer.body) {
            payload = valid
        } else {
            throw TaskError("Lambda.InvalidPayload", cause: "The function's answer is not JSON.")
        }
        return withMetadata ? metadata(of: answer, around: payload) : payload
    }

    /// The result as the service shows it: the payload and what the call said beside.
    private func metadata(of answer: HTTPAnswer, around payload: JSONText) -> JSONText {
        var writer = JSONWriter(reservingCapacity: payload.count + 512)
        writer.beginObject()
        writer.key("ExecutedVersion")
        writer.string(answer.header("X-Amz-Executed-Version") ?? "$LATEST")
        if let log = answer.header("X-Amz-Log-Result") {
            writer.key("LogResult")
            writer.string(log)
        }
        writer.key("Payload")
        writer.text(payload)
        for member in answer.metadata {
            writer.key(member.key)
            writer.value(member.value)
        }
        writer.key("StatusCode")
        writer.int(answer.status)
        writer.endObject()
        return JSONText(unchecked: writer.utf8[...])
    }

    /// Name and qualifier of `name`, `name:qualifier`, a partial or a whole ARN; it goes into a path, so it may hold nothing else.
    private static func name(_ text: String) throws(TaskError) -> (String, String?) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let start = parts.firstIndex(of: "function").map { $0 + 1 } ?? 0
        let rest = parts.dropFirst(start)
        let allowed = rest.allSatisfy { part in
            !part.isEmpty && part != "." && part != ".."
                && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_$.".contains($0)) }
        }
        guard allowed, (1...2).contains(rest.count), let name = rest.first else {
            throw invalid("'\(text)' is no function's name.")
        }
        return (name, rest.count == 2 ? rest.last : nil)
    }

    private static func invalid(_ what: String) -> TaskError {
        TaskError("Lambda.InvalidParameterValueException", cause: what)
    }
}
