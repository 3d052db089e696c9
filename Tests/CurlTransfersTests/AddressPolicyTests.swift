import Networks
import Testing

@testable import CurlTransfers

@Suite struct AddressPolicyTests {
    @Test(arguments: [
        ("93.184.216.34", true), ("1.1.1.1", true), ("172.15.255.255", true), ("172.32.0.1", true),
        ("100.63.255.255", true), ("100.128.0.0", true), ("2606:4700::1111", true), ("10.0.0.1", false),
        ("172.16.0.1", false), ("172.31.255.255", false), ("192.168.1.1", false), ("127.0.0.1", false),
        ("127.255.255.254", false), ("169.254.169.254", false), ("100.64.0.1", false), ("0.0.0.0", false),
        ("224.0.0.1", false), ("255.255.255.255", false), ("::1", false), ("::", false), ("fe80::1", false),
        ("fc00::1", false), ("fd12:3456::1", false), ("ff02::1", false), ("2001:db8::1", false), ("2001::1", false),
        ("::ffff:10.0.0.1", false), ("::ffff:1.1.1.1", true), ("64:ff9b::7f00:1", false), ("64:ff9b::101:101", true),
        ("2002:7f00:1::", false), ("2002:101:101::", true), ("4000::1", false),
    ])
    func `only public addresses may be called`(text: String, isPublic: Bool) throws {
        let bytes = try #require(NetworkPrefix.bytes(of: text))
        #expect(AddressPolicy().allows(bytes) == isPublic)
    }

    @Test func `networks that are named are allowed, and nothing beside them`() throws {
        let policy = AddressPolicy(
            allowing: try ["10.1.0.0/16", "fd00::/8", "127.0.0.1"].map { try #require(NetworkPrefix($0)) })
        for (text, isAllowed) in [
            ("10.1.2.3", true), ("10.2.0.0", false), ("fd00::1", true), ("fc00::1", false), ("127.0.0.1", true),
            ("127.0.0.2", false), ("::ffff:10.1.0.1", true), ("1.1.1.1", true),
        ] {
            #expect(policy.allows(try #require(NetworkPrefix.bytes(of: text))) == isAllowed, "\(text)")
        }
        #expect(!policy.allows([]))
    }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "localhost", "::1/129", "10.0.0/8"])
    func `what is no network is refused`(text: String) {
        #expect(NetworkPrefix(text) == nil)
    }
}
