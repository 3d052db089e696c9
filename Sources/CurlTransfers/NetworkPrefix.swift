internal import CCurl

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

    /// Whether an address lies in it.
    func contains(_ other: [UInt8]) -> Bool {
        guard other.count == address.count else { return false }
        for (index, byte) in address.enumerated() {
            let bits = length - index * 8
            guard bits > 0 else { return true }
            let mask: UInt8 = bits >= 8 ? 0xff : 0xff << UInt8(8 - bits)
            guard byte & mask == other[index] & mask else { return false }
        }
        return true
    }

    package static func bytes(of text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = Int(daybook_curl_parse_address(text, &bytes))
        return count == 0 ? nil : Array(bytes.prefix(count))
    }

    private static func known(_ texts: [String]) -> [NetworkPrefix] { texts.compactMap { NetworkPrefix($0) } }

    /// What of IPv4 is not public, by the registry of RFC 6890.
    static let specialIPv4 = known([
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
    ])
    /// What of the public part of IPv6 is not: Teredo and other protocols' own, documentation.
    static let specialIPv6 = known(["2001::/23", "2001:db8::/32", "3fff::/20"])
    /// What of IPv6 is public.
    static let global = NetworkPrefix("2000::/3")!
    static let mapped = NetworkPrefix("::ffff:0:0/96")!
    static let nat64 = NetworkPrefix("64:ff9b::/96")!
    static let sixToFour = NetworkPrefix("2002::/16")!
}
