import Testing

@testable import Notifications

@Suite struct AddressTests {
    @Test(arguments: [
        ("bücher", "bcher-kva"), ("münchen", "mnchen-3ya"), ("президент", "d1abbgf6aiiy"), ("例え", "r8jz45g"),
        ("안녕하세요", "o70b841ad5c9qb763b"), ("straße", "strae-oqa"), ("ü", "tda"),
    ])
    func `labels are written as RFC 3492 does it`(label: String, encoded: String) {
        #expect(Punycode.encode(label) == encoded)
    }

    @Test(arguments: [
        ("ann@Example.ORG", "ann@example.org"), ("Ann+pay@example.org", "Ann+pay@example.org"),
        ("ann@Bücher.example", "ann@xn--bcher-kva.example"), ("jürgen@localhost", "jürgen@localhost"),
        ("用户@例え.jp", "用户@xn--r8jz45g.jp"), ("a.b.c@d", "a.b.c@d"),
    ])
    func `an address is read, its domain in ASCII`(text: String, address: String) {
        #expect(EmailAddress(text)?.description == address)
    }

    @Test(arguments: [
        "", "@", "a@", "@b", "a@b@c", "a b@c", "a@b c", ".a@b", "a.@b", "a..b@c", "a@.b", "a@b.", "a@-b", "a@b-",
        "a@b_c",
        "a\u{0}@b", "a\r\n@b", "a@b\r\n", "a\u{2028}@b", "a\u{200b}@b", "a@b\u{200b}c", "\"a b\"@c", "a@[127.0.0.1]",
        "<a@b>",
        String(repeating: "a", count: 65) + "@b", "a@" + String(repeating: "b", count: 64),
    ])
    func `what is no address is refused`(text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test(arguments: [
        ("https://pay.example.org/hook?a=b", true), ("https://[2001:db8::1]:8443/", true), ("https://1.2.3.4", true),
        ("http://pay.example.org", false), ("https://", false), ("https:///x", false), ("https://u:p@host/", false),
        ("https://host/#a", false), ("https://host/ a", false), ("https://host:0/", false),
        ("https://host:66666/", false),
        ("https://host/\r\nX: y", false), ("https://hö.st/", false), ("ftp://host/", false), ("https://a b/", false),
        ("https://[::1/", false), ("https://host\\@evil/", false),
    ])
    func `the URL of a webhook is checked before anything is stored`(url: String, isRight: Bool) {
        #expect((SubscriptionEndpoint.https(url: url).problem == nil) == isRight)
    }
}
