internal import Networks

extension NetworkPrefix {
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
