import StatesLanguage
import Testing

@Suite("StringMatches patterns")
struct WildcardPatternTests {
    @Test(
        "A pattern covers the whole text",
        arguments: [
            ("log-*.txt", "log-2026.txt", true), ("log-*.txt", "log-.txt", true),
            ("log-*.txt", "log-2026.txt.gz", false),
            ("*", "", true), ("", "", true), ("", "a", false), ("abc", "abc", true), ("abc", "abcd", false),
            ("a*b*c", "a-b-b-c", true), ("a*b*c", "acb", false), ("*ab", "aab", true), ("ab*ab", "ab", false),
            ("ab*ab", "abab", true), ("**x", "x", true), (#"a\*b"#, "a*b", true), (#"a\*b"#, "axb", false),
            (#"a\\*"#, #"a\anything"#, true), (#"a\\b"#, #"a\b"#, true), ("*é*", "café au lait", true),
            ("*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaa", false),
        ])
    func matches(pattern: String, text: String, expected: Bool) {
        #expect(WildcardPattern(pattern)?.matches(text) == expected)
    }

    @Test("A backslash escapes a star or a backslash and nothing else", arguments: [#"a\b"#, #"a\"#, #"\n"#])
    func refuses(pattern: String) {
        #expect(WildcardPattern(pattern) == nil)
    }
}
