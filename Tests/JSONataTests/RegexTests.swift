import JSON
import JSONata
import Testing

/// Regular expressions in JavaScript's syntax, on texts of their own.
@Suite("A regular expression") struct RegexTests {
    @Test(
        "finds what JavaScript's would",
        arguments: [
            ("/b+/", "abbbc", #"["bbb"]"#), ("/b+?/", "abbbc", #"["b"]"#), ("/b*c/", "abbbc", #"["bbbc"]"#),
            ("/^b|c$/", "abbbc", #"["c"]"#), ("/a.c/", "a\nc abc", #"["abc"]"#), ("/[a-c]{2}/", "xabcx", #"["ab"]"#),
            ("/[^a-c]+/", "abxyc", #"["xy"]"#), ("/[\\d.]+/", "v1.25b", #"["1.25"]"#),
            ("/\\w+\\s\\w+/", "-ab cd-", #"["ab cd"]"#),
            ("/\\bcat\\b/", "concat cat", #"["cat"]"#), ("/\\Bcat/", "concat cat", #"["cat"]"#),
            ("/(a)(b)?(c)/", "ac", #"["ac","a",null,"c"]"#),
            ("/(?:ab)+/", "xababx", #"["abab"]"#), ("/(a|ab)(c|bcd)/", "abcd", #"["abcd","a","bcd"]"#),
            ("/(\\w)\\1/", "hello", #"["ll","l"]"#), ("/(?<x>l+)/", "hello", #"["ll","ll"]"#),
            ("/l(?=o)/", "hello", #"["l"]"#),
            ("/l(?!l)o/", "hello", #"["lo"]"#), ("/HELLO/i", "say hello", #"["hello"]"#), ("/É/i", "café", #"["é"]"#),
            ("/^b/m", "a\nb", #"["b"]"#), ("/a$/m", "a\nb", #"["a"]"#), ("/a{2,3}/", "aaaa", #"["aaa"]"#),
            ("/a{2,}?/", "aaaa", #"["aa"]"#),
            ("/a{,2}/", "a{,2}", #"["a{,2}"]"#), ("/\\u0041\\x42/", "xAB", #"["AB"]"#),
            ("/[\\]\\-]+/", "a]-b", #"["]-"]"#),
            ("/(z)((a+)?(b+)?(c))*/", "zaacbbbcac", #"["zaacbbbcac","z","ac","a",null,"c"]"#),
            ("/(?=(a+))a*b\\1/", "baaabac", #"["aba","a"]"#),
            ("/\\//", "a/b", #"["/"]"#), ("/[/]/", "a/b", #"["/"]"#), ("/(a*)*/", "b", #"["",null]"#),
            ("/(?:a*)*c/", "aac", #"["aac"]"#),
            ("/\u{1F600}+/", "x\u{1F600}\u{1F600}", "[\"\u{1F600}\u{1F600}\"]"), ("/x*/", "", #"[""]"#),
            ("/x/", "abc", "undefined"),
        ] as [(String, String, String)])
    func finds(_ regex: String, _ text: String, _ expected: String) {
        let found = Evaluating.text(
            "$match(text, \(regex), 1).$append([match], groups)", JSONValue.object(["text": .string(text)]).text)
        #expect(found == expected)
    }

    @Test(
        "is refused where it is none",
        arguments: [
            ("/(/", "S0302"), ("/(a))/", "S0302"), ("/a**/", "S0303"), ("/+a/", "S0303"), ("/[b-a]/", "S0303"),
            ("/a{3,2}/", "S0303"),
            ("/(?<=a)b/", "S0303"), ("/(?x)/", "S0303"), ("//", "S0301"), ("/a", "S0302"), ("/a{9999}{9999}/", "S0303"),
        ] as [(String, String)])
    func refused(_ regex: String, _ code: String) {
        #expect(Evaluating.text("$match('a', \(regex))") == code)
    }

    @Test func `counts places in UTF-16 units and matches scalars`() {
        #expect(Evaluating.text("$match('\u{1F600}a', /a/).index") == "2")
        #expect(Evaluating.text("$match('\u{1F600}', /./).match") == "\"\u{1F600}\"")
        #expect(Evaluating.text("$replace('\u{1F600}a', /./, '-')") == #""--""#)
    }

    @Test func `that matches nothing again and again is an error`() {
        #expect(Evaluating.text("$replace('abc', /x*/, '-')") == "D1004")
        #expect(Evaluating.text("$split('abc', /x*/)") == "D1004")
        #expect(Evaluating.text("$contains('abc', /x*/)") == "true")
    }
}
