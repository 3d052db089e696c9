import JSON
import Synchronization

/// Queues as far as recorded transcripts need them: what is sent can be received.
final class RecordedQueues: Sendable {
    private let messages = Mutex<[String]>([])

    func answer(_ call: ServiceServer.Call) -> ServiceServer.Answer {
        let request = try? JSONValue(parsing: call.body)
        switch call.headers["x-amz-target"] {
        case "AmazonSQS.ReceiveMessage":
            guard let body = receive() else { return ServiceServer.Answer(body: "{}") }
            let message: JSONValue = ["Body": .string(body), "ReceiptHandle": "RECEIPT", "MessageId": "ID"]
            return ServiceServer.Answer(body: JSONValue.object(["Messages": [message]]).text)
        case "AmazonSQS.DeleteMessage": return ServiceServer.Answer(body: "{}")
        default: break
        }
        guard let body = request?["MessageBody"]?.stringValue else {
            return ServiceServer.Answer(status: 400, body: #"{"__type":"InvalidAction"}"#)
        }
        messages.withLock { $0.append(body) }
        return ServiceServer.Answer(
            headers: ["x-amzn-RequestId": "ID"], body: #"{"MD5OfMessageBody":"md5","MessageId":"ID"}"#)
    }

    /// The body of the first message.
    func receive() -> String? { messages.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
}
