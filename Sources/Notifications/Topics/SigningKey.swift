internal import Crypto

/// The key with which the messages to one webhook are signed.
public struct SigningKey: Hashable, Sendable, CustomStringConvertible {
    /// Its 32 bytes.
    public let bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The key as text, for whoever verifies: base64.
    public var text: String { Base64.text(bytes) }

    /// It says nothing.
    public var description: String { "a signing key" }

    /// The HMAC-SHA-256 of `timestamp`, a full stop and the body, in hexadecimal digits.
    public func signature(timestamp: Int64, body: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("\(timestamp).".utf8) + body, using: SymmetricKey(data: bytes))
        return code.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
