internal import EventLog
internal import FoundationEssentials

/// The ARN of a topic: `arn:aws:sns:<region>:<account>:<name>`.
///
/// The name has 1 to 256 ASCII letters, digits, `-` and `_`, as the service demands.
public struct TopicARN: Hashable, Sendable, CustomStringConvertible {
    /// The ARN's text.
    public let description: String
    /// The topic's name: the last part.
    public let name: String

    /// Reads an ARN.
    ///
    /// - Throws: `TopicError.invalidARN` where the text is not the ARN of a topic.
    public init(_ text: String) throws(TopicError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[1].hasPrefix("aws"), parts[2] == "sns" else {
            throw .invalidARN(text, reason: "it has not the form arn:aws:sns:<region>:<account>:<name>")
        }
        guard TopicARN.isWord(parts[1], also: "-"), TopicARN.isWord(parts[3], also: "-") else {
            throw .invalidARN(text, reason: "partition and region have letters, digits and -")
        }
        guard parts[4].utf8.count == 12, parts[4].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .invalidARN(text, reason: "an account has 12 digits")
        }
        if parts[5].hasSuffix(".fifo") {
            throw .invalidARN(text, reason: "topics that keep an order (.fifo) are not supported")
        }
        guard parts[5].utf8.count <= 256, TopicARN.isWord(parts[5], also: "-_") else {
            throw .invalidARN(text, reason: "a name has 1 to 256 letters, digits, - and _")
        }
        description = text
        name = String(parts[5])
    }

    /// The topic's stream.
    var stream: StreamID { StreamID(.topic, UUID(version8: "topic\u{0}\(description)".utf8)) }

    private static func isWord(_ text: Substring, also others: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9": true
                default: others.unicodeScalars.contains(scalar)
                }
            }
    }
}
