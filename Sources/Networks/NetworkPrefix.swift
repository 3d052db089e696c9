#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A network: an address and how many of its leading bits count, such as `127.0.0.0/8` or `fd00::/8`.
public struct NetworkPrefix: Hashable, Sendable {
    private let address: [UInt8]
    private let length: Int

    /// Reads a network; an address alone is a network of one. `nil` where the text is neither.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let bytes = NetworkPrefix.bytes(of: String(parts[0])) else { return nil }
        address = bytes
        switch parts.count {
        case 1: length = bytes.count * 8
        case 2:
            guard let length = Int(parts[1]), (0...bytes.count * 8).contains(length) else { return nil }
            self.length = length
        default: return nil
        }
    }

    /// Whether an address of 4 or 16 bytes lies in it.
    package func contains(_ other: [UInt8]) -> Bool {
        guard other.count == address.count else { return false }
        for (index, byte) in address.enumerated() {
            let bits = length - index * 8
            guard bits > 0 else { return true }
            let mask: UInt8 = bits >= 8 ? 0xff : 0xff << UInt8(8 - bits)
            guard byte & mask == other[index] & mask else { return false }
        }
        return true
    }

    /// The bytes of an address that is written out; `nil` where the text is none.
    package static func bytes(of text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 { return Array(bytes.prefix(4)) }
        return inet_pton(AF_INET6, text, &bytes) == 1 ? bytes : nil
    }
}
