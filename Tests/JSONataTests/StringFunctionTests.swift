import JSON
import JSONata
import Testing

@Suite("Functions of strings") struct StringFunctionTests {
    @Test(
        "give",
        arguments: [
            (
                "$string($)",
                #""{\"a\":{\"b\":1,\"c\":\"x\"},\"list\":[3,1,2],\"orders\":[{\"id\":\"o1\",\"min\":2,\"items\":[{\"name\":\"pen\",\"price\":2},{\"name\":\"ink\",\"price\":7}]},{\"id\":\"o2\",\"min\":9,\"items\":[{\"name\":\"pen\",\"price\":3}]}]}""#
            ),
            ("$string(list)", #""[3,1,2]""#),
            ("$string(a,true)", #""{\n  \"b\": 1,\n  \"c\": \"x\"\n}""#),
            (
                #"$string([1,[2,{"a":[]}],{}],true)"#,
                #""[\n  1,\n  [\n    2,\n    {\n      \"a\": []\n    }\n  ],\n  {}\n]""#
            ),
            (#"$string("x")"#, #""x""#),
            ("$string(1.5)", #""1.5""#),
            ("$string(0.1+0.2)", #""0.3""#),
            ("$string(1/3)", #""0.333333333333333""#),
            ("$string(123456789012345678)", #""123456789012346000""#),
            ("$string(1e21)", #""1e+21""#),
            ("$string(1e-7)", #""1e-7""#),
            ("$string(-0)", #""0""#),
            ("$string(null)", #""null""#),
            ("$string(true)", #""true""#),
            (#"$length("")"#, "0"),
            (#"$length("abc")"#, "3"),
            (#"$length("héllo")"#, "5"),
            ("$length(1)", "T0410"),
            (#"$substring("hello",1)"#, #""ello""#),
            (#"$substring("hello",1,2)"#, #""el""#),
            (#"$substring("hello",-2)"#, #""lo""#),
            (#"$substring("hello",-2,1)"#, #""l""#),
            (#"$substring("hello",-10,2)"#, #""he""#),
            (#"$substring("hello",10)"#, #""""#),
            (#"$substring("hello",1,-1)"#, #""""#),
            (#"$substring("hello",1.7,2.2)"#, #""el""#),
            (#"$substringBefore("hello","l")"#, #""he""#),
            (#"$substringBefore("hello","x")"#, #""hello""#),
            (#"$substringBefore("hello","")"#, #""""#),
            (#"$substringAfter("hello","l")"#, #""lo""#),
            (#"$substringAfter("hello","x")"#, #""hello""#),
            (#"$substringAfter("hello","")"#, #""hello""#),
            (#"$uppercase("straße")"#, #""STRASSE""#),
            (#"$lowercase("ÀÉ")"#, #""àé""#),
            (#"$trim("  a  b  ")"#, #""a b""#),
            (#"$trim("\n a \t b ")"#, #""a b""#),
            (#"$pad("a",3)"#, #""a  ""#),
            (#"$pad("a",-3)"#, #""  a""#),
            (#"$pad("a",3,"xy")"#, #""axy""#),
            (#"$pad("a",-4,"xy")"#, #""xyxa""#),
            (#"$pad("a",3,"")"#, #""a  ""#),
            (#"$join(["a","b"],"-")"#, #""a-b""#),
            (#"$join("a","-")"#, #""a""#),
            (#"$join([],"-")"#, #""""#),
            (#"$join(["a"],1)"#, "T0410"),
            (#"$base64encode("hello")"#, #""aGVsbG8=""#),
            (#"$base64decode("aGVsbG8=")"#, #""hello""#),
            (#"$base64encode("")"#, #""""#),
            (#"$encodeUrl("https://a.b/c d?x=é&y=1")"#, #""https://a.b/c%20d?x=%C3%A9&y=1""#),
            (#"$encodeUrlComponent("a b&c=é/")"#, #""a%20b%26c%3D%C3%A9%2F""#),
            (#"$decodeUrl("https%3A%2F%2Fa%20b")"#, #""https%3A%2F%2Fa b""#),
            (#"$decodeUrlComponent("a%20b%26")"#, #""a b&""#),
            (#"$decodeUrlComponent("%")"#, "D3140"),
            ("$uppercase()", "T0411"),
            ("$uppercase(1)", "T0410"),
            (#"$substring("a")"#, "T0410"),
            (#"$substring("a","b")"#, "T0410"),
        ] as [(String, String)])
    func table(_ expression: String, _ expected: String) {
        #expect(Evaluating.text(expression, Evaluating.shop) == expected)
    }
}
