import JSON
import JSONata
import Testing

@Suite("Functions that look for patterns") struct PatternFunctionTests {
    @Test(
        "give",
        arguments: [
            (#"$contains("abc","b")"#, "true"),
            (#"$contains("abc","")"#, "true"),
            (#"$contains("abc",/b/)"#, "true"),
            (#"$contains("abc",/B/i)"#, "true"),
            (#"$split("a,b",",")"#, #"["a","b"]"#),
            (#"$split("abc","")"#, #"["a","b","c"]"#),
            (#"$split("a,b,c",",",2)"#, #"["a","b"]"#),
            (#"$split("a1b2c",/[0-9]/)"#, #"["a","b","c"]"#),
            (#"$split("a1b2c",/[0-9]/,1)"#, #"["a"]"#),
            (#"$split("","")"#, "[]"),
            (#"$split("",",")"#, #"[""]"#),
            (#"$split("abc",/x/)"#, #"["abc"]"#),
            (#"$replace("abc","b","x")"#, #""axc""#),
            (#"$replace("aaa","a","b",2)"#, #""bba""#),
            (#"$replace("abc",/b/,"[$0]")"#, #""a[b]c""#),
            (#"$replace("abc",/(b)(c)/,"$2$1")"#, #""acb""#),
            (#"$replace("abc",/(b)/,"$$1")"#, #""a$1c""#),
            (#"$replace("abc",/b/,"$1x")"#, #""axc""#),
            (#"$replace("abc",/(b)/,"$12")"#, #""ab2c""#),
            (#"$replace("abc",/b/,function($m){$m.match & $m.start & $m.end})"#, #""ab12c""#),
            (#"$replace("abc",/b/,function($m){1})"#, "D3012"),
            (#"$replace("abc","","x")"#, "D3010"),
            (#"$replace("a.b.c",".","")"#, #""abc""#),
            (#"$replace("a.b",/\./,"-")"#, #""a-b""#),
            (
                #"$match("ababbxabbcc",/ab+/)"#,
                #"[{"match":"ab","index":0,"groups":[]},{"match":"abb","index":2,"groups":[]},{"match":"abb","index":6,"groups":[]}]"#
            ),
            (#"$match("ababbxabbcc",/a(b+)/,1)"#, #"{"match":"ab","index":0,"groups":["b"]}"#),
            (#"$match("abc",/x/)"#, "undefined"),
            (#"$match("a",/(x)?a/)"#, #"{"match":"a","index":0,"groups":[null]}"#),
            (#"$match("aXbX",/x/i)"#, #"[{"match":"X","index":1,"groups":[]},{"match":"X","index":3,"groups":[]}]"#),
            (#"$match("one\ntwo",/^t/m)"#, #"{"match":"t","index":4,"groups":[]}"#),
            (#"$match("foo bar",/\bbar\b/)"#, #"{"match":"bar","index":4,"groups":[]}"#),
            (#"$match("aaa",/a{2}/)"#, #"{"match":"aa","index":0,"groups":[]}"#),
            (#"$match("aaa",/a{2,}/)"#, #"{"match":"aaa","index":0,"groups":[]}"#),
            (
                #"$match("aaa",/a+?/)"#,
                #"[{"match":"a","index":0,"groups":[]},{"match":"a","index":1,"groups":[]},{"match":"a","index":2,"groups":[]}]"#
            ),
            (#"$match("abab",/(ab)\1/)"#, #"{"match":"abab","index":0,"groups":["ab"]}"#),
            (#"$match("ab12",/[^a-z]+/)"#, #"{"match":"12","index":2,"groups":[]}"#),
            (#"$match("foobar",/foo(?=bar)/)"#, #"{"match":"foo","index":0,"groups":[]}"#),
            (#"$match("foobaz",/foo(?!bar)/)"#, #"{"match":"foo","index":0,"groups":[]}"#),
            (#"$match("a-b_c",/[\w-]+/)"#, #"{"match":"a-b_c","index":0,"groups":[]}"#),
            (#"$match("tab\tx",/\t/)"#, #"{"match":"\t","index":3,"groups":[]}"#),
            (#"$match("x{2}",/x\{2\}/)"#, #"{"match":"x{2}","index":0,"groups":[]}"#),
            (#"/ab/("cabd")"#, #"{"match":"ab","start":1,"end":3,"groups":[]}"#),
            (#"/ab/("x")"#, "undefined"),
            (#""abc" ~> /b/"#, #"{"match":"b","start":1,"end":2,"groups":[]}"#),
            (#"$match("","a")"#, "T0410"),
            (#"$match("aa",/a*/)"#, #"{"match":"aa","index":0,"groups":[]}"#),
            (#"$split("aa",/a*/)"#, #"["",""]"#),
        ] as [(String, String)])
    func table(_ expression: String, _ expected: String) {
        #expect(Evaluating.text(expression, Evaluating.shop) == expected)
    }
}
