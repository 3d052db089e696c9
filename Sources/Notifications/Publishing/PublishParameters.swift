internal import Engine
internal import JSON

/// What `sns:publish` is called with, checked by the service's rules.
struct PublishParameters: Hashable {
    /// The most bytes that message and attributes may have together.
    static let longestMessage = 262_144

    let topic: TopicARN
    let subject: String?
    let message: String
    /// The text for single protocols, by their names.
    let texts: [String: String]
    let attributes: [MessageAttribute]

    /// Reads the parameters.
    ///
    /// - Throws: `TaskError` named `SNS.InvalidParameterException` with what is wrong.
    init(_ input: JSONText) throws(TaskError) {
        var fields: [String: JSONText] = [:]
        do {
            var reader = JSONReader(input)
            try reader.beginObject()
            while let key = try reader.nextKey() { fields[key.string] = try reader.readText() }
        } catch {
            throw PublishParameters.invalid("the parameters are not a JSON object")
        }
        let known: Set = ["TopicArn", "TargetArn", "Message", "Subject", "MessageAttributes", "MessageStructure"]
        if let other = fields.keys.sorted().first(where: { !known.contains($0) }) {
            throw PublishParameters.invalid("\(other) Reason: this parameter is not supported")
        }
        topic = try PublishParameters.topic(fields)
        let text = try PublishParameters.message(fields["Message"])
        (message, texts) =
            try PublishParameters.isStructured(fields["MessageStructure"])
            ? PublishParameters.structure(text) : (text, [:])
        subject = try PublishParameters.subject(fields["Subject"])
        attributes = try MessageAttributeReader.attributes(fields["MessageAttributes"])
        let count = attributes.reduce(text.utf8.count) {
            $0 + $1.name.utf8.count + $1.type.utf8.count + $1.value.utf8.count
        }
        guard count <= PublishParameters.longestMessage else {
            throw PublishParameters.invalid(
                "Message too long Reason: with its attributes it has \(count) bytes, the limit is "
                    + "\(PublishParameters.longestMessage)")
        }
    }

    private static func topic(_ fields: [String: JSONText]) throws(TaskError) -> TopicARN {
        if fields["TopicArn"] != nil, fields["TargetArn"] != nil {
            throw invalid("TopicArn or TargetArn Reason: give one of them, not both")
        }
        let name = fields["TargetArn"] == nil ? "TopicArn" : "TargetArn"
        guard let field = fields[name] else {
            throw invalid("TopicArn or TargetArn Reason: no value for required parameter")
        }
        guard let text = string(field) else { throw invalid("\(name) Reason: it is not a text") }
        do {
            return try TopicARN(text)
        } catch {
            throw invalid("\(name) Reason: \(error.description)")
        }
    }

    /// A text, or any other JSON value as its text, byte for byte.
    private static func message(_ field: JSONText?) throws(TaskError) -> String {
        guard let field else { throw invalid("Message Reason: no value for required parameter") }
        let message = string(field) ?? field.string
        if message.isEmpty { throw invalid("Empty message") }
        guard message.utf8.count <= longestMessage else {
            throw invalid(
                "Message too long Reason: it has \(message.utf8.count) bytes, the limit is \(longestMessage)")
        }
        return message
    }

    private static func isStructured(_ field: JSONText?) throws(TaskError) -> Bool {
        guard let field, field != .null else { return false }
        guard string(field) == "json" else { throw invalid("MessageStructure Reason: only json is known") }
        return true
    }

    /// A message for each protocol. Protocols that are not known here are the service's own, and reach nobody here.
    private static func structure(
        _ message: String
    ) throws(TaskError) -> (message: String, texts: [String: String]) {
        guard let object = (try? JSONValue(parsing: message))?.objectValue else {
            throw invalid("Message Structure - JSON message body failed to parse")
        }
        var texts: [String: String] = [:]
        for (name, value) in object {
            guard let text = value.stringValue else {
                throw invalid("Message Structure - the entry '\(name)' of the JSON message body is not a text")
            }
            texts[name == "sqs" ? "queue" : name] = text
        }
        guard let message = texts.removeValue(forKey: "default"), !message.isEmpty else {
            throw invalid("Message Structure - No default entry in JSON message body")
        }
        return (message, texts.filter { SubscriptionEndpoint(protocolName: $0.key, address: "") != nil })
    }

    private static func subject(_ field: JSONText?) throws(TaskError) -> String? {
        guard let field, field != .null else { return nil }
        guard let subject = string(field) else { throw invalid("Subject Reason: it is not a text") }
        let scalars = subject.unicodeScalars
        if scalars.isEmpty { throw invalid("Subject Reason: it is empty") }
        if scalars.count >= 100 {
            throw invalid("Subject Reason: it has \(scalars.count) characters, it must have less than 100")
        }
        let breaks = scalars.contains {
            $0.value < 0x20 || (0x7f...0x9f).contains($0.value) || (0x2028...0x2029).contains($0.value)
        }
        if breaks { throw invalid("Subject Reason: it has line breaks or control characters") }
        return subject
    }

    private static func string(_ field: JSONText) -> String? {
        guard field.utf8.first == UInt8(ascii: "\"") else { return nil }
        return (try? field.value())?.stringValue
    }

    static func invalid(_ what: String) -> TaskError {
        TaskError("SNS.InvalidParameterException", cause: "Invalid parameter: \(what)")
    }
}
