public import EventLog

/// What somebody outside needs to end an attempt that waits for it: `$$.Task.Token` of a task whose resource ends in
/// `.waitForTaskToken`.
///
/// It names the execution, so that any client of the log finds it, and is as hard to guess as 16 bytes of chance. Each
/// attempt has another one. As text it is 43 characters of base64url (RFC 4648, without padding).
public struct TaskToken: Hashable, Sendable, CustomStringConvertible {
    /// The execution that waits.
    public let execution: StreamID
    /// The token's text.
    public let description: String

    init(execution: StreamID, secret: (high: UInt64, low: UInt64)) {
        // Written as `execution/` and the digits of its id in five groups.
        let digits = execution.description.utf8.drop { $0 != UInt8(ascii: "/") }.compactMap {
            TaskToken.value(ofHex: $0)
        }
        let id = stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        let chance = [secret.high, secret.low].flatMap { word in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
        }
        self.execution = execution
        description = TaskToken.text(of: id + chance)
    }

    /// Reads a token; `nil` where the text is none.
    public init?(_ text: String) {
        guard let bytes = TaskToken.bytes(of: text), bytes.count == 32 else { return nil }
        var id = ""
        for (index, byte) in bytes.prefix(16).enumerated() {
            if [4, 6, 8, 10].contains(index) { id += "-" }
            id += byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
        }
        // The last character has bits to spare: of all its spellings only one is the token.
        guard let execution = StreamID("execution/\(id)"), TaskToken.text(of: bytes) == text else { return nil }
        self.execution = execution
        description = text
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private static func text(of bytes: [UInt8]) -> String {
        var (text, bits, count) = ([UInt8](), 0, 0)
        for byte in bytes {
            (bits, count) = ((bits << 8 | Int(byte)) & 0xffff, count + 8)
            while count >= 6 {
                count -= 6
                text.append(alphabet[bits >> count & 0x3f])
            }
        }
        if count > 0 { text.append(alphabet[bits << (6 - count) & 0x3f]) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func bytes(of text: String) -> [UInt8]? {
        var (bytes, bits, count) = ([UInt8](), 0, 0)
        for character in text.utf8 {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            (bits, count) = ((bits << 6 | value) & 0xffff, count + 6)
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(bits >> count & 0xff))
        }
        return bytes
    }

    private static func value(ofHex character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
