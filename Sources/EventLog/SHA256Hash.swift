internal import Crypto

/// A SHA-256 value: the link of the chain, and the name of a definition by its content.
public struct SHA256Hash: Hashable, Sendable, CustomStringConvertible {
    private var words: (UInt64, UInt64, UInt64, UInt64)

    /// 32 zero bytes: what stands before the first event of a stream.
    public static let zero = SHA256Hash(words: (0, 0, 0, 0))

    private init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = words
    }

    /// Hashes `bytes`.
    public init(of bytes: [UInt8]) {
        self.words = (0, 0, 0, 0)
        SHA256.hash(data: bytes).withUnsafeBytes { digest in
            withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: digest) }
        }
    }

    /// Takes exactly 32 stored bytes; `nil` for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        self.words = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    }

    /// Reads 64 hexadecimal digits; `nil` for anything else.
    public init?(hex: String) {
        let digits = Array(hex.utf8)
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: 64, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(byte)
        }
        self.init(bytes: bytes)
    }

    /// Calls `body` with the 32 bytes.
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try Swift.withUnsafeBytes(of: words, body)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

    /// 64 hexadecimal digits in lower case.
    public var hex: String {
        withUnsafeBytes { bytes in
            String(unsafeUninitializedCapacity: 64) { text in
                for (index, byte) in bytes.enumerated() {
                    text[2 * index] = UInt8(hexDigit: byte >> 4)
                    text[2 * index + 1] = UInt8(hexDigit: byte)
                }
                return 64
            }
        }
    }

    /// The hexadecimal digits.
    public var description: String { hex }

    /// Compares all 32 bytes.
    public static func == (a: SHA256Hash, b: SHA256Hash) -> Bool { a.words == b.words }

    /// The first eight bytes are as good as random.
    public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
