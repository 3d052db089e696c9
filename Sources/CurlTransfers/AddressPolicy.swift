public import Networks

/// Which addresses a call may go to: looked at when the connection is made, so that no name can lead elsewhere later.
public struct AddressPolicy: Hashable, Sendable {
    /// Networks that are allowed although they are not public, such as `10.0.0.0/8`.
    public var allowed: [NetworkPrefix]

    /// Whether public addresses are allowed.
    public var allowsPublic = true

    /// Allows public addresses, and these networks.
    public init(allowing networks: [NetworkPrefix] = []) {
        allowed = networks
    }

    /// Whether an address of 4 or 16 bytes may be connected to.
    package func allows(_ address: [UInt8]) -> Bool {
        guard address.count == 4 || address.count == 16 else { return false }
        // An address of IPv4 in one of IPv6 is where the packets go.
        if let inner = AddressPolicy.embedded(in: address) { return allows(inner) }
        if allowed.contains(where: { $0.contains(address) }) { return true }
        guard allowsPublic else { return false }
        if address.count == 16 {
            return NetworkPrefix.global.contains(address)
                && !NetworkPrefix.specialIPv6.contains { $0.contains(address) }
        }
        return !NetworkPrefix.specialIPv4.contains { $0.contains(address) }
    }

    /// IPv4 mapped (RFC 4291, section 2.5.5.2), behind NAT64 (RFC 6052), or in 6to4 (RFC 3056).
    private static func embedded(in address: [UInt8]) -> [UInt8]? {
        guard address.count == 16 else { return nil }
        if NetworkPrefix.mapped.contains(address) || NetworkPrefix.nat64.contains(address) {
            return Array(address[12...])
        }
        return NetworkPrefix.sixToFour.contains(address) ? Array(address[2..<6]) : nil
    }
}
