import JSON
import StepFunctionsAPI
import Synchronization

/// AWS of a recorded execution: it answers what the services must have answered for that history, one call after another.
final class RecordedServices: Sendable {
    private let answers: Mutex<[ServiceServer.Answer]>

    init(_ events: [JSONValue]) {
        answers = Mutex(events.compactMap { Self.answer($0) })
    }

    func answer(_ call: ServiceServer.Call) -> ServiceServer.Answer {
        answers.withLock { $0.isEmpty ? ServiceServer.Answer(status: 500, body: "{}") : $0.removeFirst() }
    }

    private static func answer(_ event: JSONValue) -> ServiceServer.Answer? {
        for kind in ["taskSucceeded", "taskSubmitted"] {
            guard let details = event["\(kind)EventDetails"], !isOwn(details) else { continue }
            guard var output = value(details["output"])?.objectValue else { continue }
            let headers = output["SdkHttpMetadata"]?["HttpHeaders"]?.objectValue
            output["SdkHttpMetadata"] = nil
            output["SdkResponseMetadata"] = nil
            let isForm = details["resourceType"] == "sns"
            return ServiceServer.Answer(
                headers: sent(headers), body: isForm ? document(output) : JSONValue.object(output).text)
        }
        guard let details = event["taskFailedEventDetails"], !isOwn(details), let cause = details["cause"] else {
            return nil
        }
        // Entries that an event bus refused are in an answer like any other.
        if value(cause)?["FailedEntryCount"] != nil { return ServiceServer.Answer(body: value(cause)?.text ?? "") }
        let text = cause.stringValue ?? ""
        let code = text.firstMatch(of: /Error Code: (\w+);/)?.1 ?? "ValidationException"
        let message = text.firstRange(of: " (Service: ").map { String(text[..<$0.lowerBound]) } ?? text
        return ServiceServer.Answer(
            status: 400, headers: ["x-amzn-RequestId": "ID", "Content-Type": "application/x-amz-json-1.0"],
            body: JSONValue.object(["__type": .string("com.amazonaws#\(code)"), "message": .string(message)]).text)
    }

    private static func value(_ recorded: JSONValue?) -> JSONValue? {
        guard let text = recorded?.stringValue else { return recorded }
        return try? JSONValue(parsing: text)
    }

    /// Whether this server answers it itself.
    private static func isOwn(_ details: JSONValue) -> Bool {
        ["states", "aws-sdk:sfn", "lambda"].contains(details["resourceType"]?.stringValue ?? "")
    }

    private static func sent(_ recorded: JSONObject?) -> [String: String] {
        var headers: [String: String] = [:]
        for (name, value) in recorded ?? JSONObject() {
            let isSetByServer = ["content-length", "date", "connection", "server"].contains(name.lowercased())
            if !isSetByServer { headers[name] = value.stringValue ?? value.text }
        }
        return headers
    }

    private static func document(_ output: JSONObject) -> String {
        // What placeholders stand for is as good as any other text.
        let members = output.map { member in
            let text = (member.value.stringValue ?? "").filter { $0 != "<" && $0 != ">" }
            return "<\(member.key)>\(text)</\(member.key)>"
        }.joined()
        return """
            <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult>\(members)</PublishResult>\
            <ResponseMetadata><RequestId>ID</RequestId></ResponseMetadata></PublishResponse>
            """
    }
}
