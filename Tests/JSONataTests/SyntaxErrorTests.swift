import JSON
import JSONata
import Testing

@Suite("A text that is no expression") struct SyntaxErrorTests {
    @Test(
        "is refused with the code and place of the fault",
        arguments: [
            ("list[0..1]", "S0202 at 8"),
            ("($f:=function($x)<n-:n>{$x};5.$f())", "S0213 at 29"),
            ("1.a", "S0213 at 1"),
            ("null.a", "S0213 at 4"),
            ("true.a", "S0213 at 4"),
            ("a.1", "S0213 at 3"),
            ("%", "S0217 at 1"),
            ("%.a", "S0217 at 1"),
            ("@$x", "S0211 at 1"),
            ("a@x", "S0214 at 3"),
            ("#$i", "S0211 at 1"),
            (#""\x""#, "S0103 at 2"),
            (#""abc"#, "S0101 at 4"),
            ("'it''s'", "S0201 at 7"),
            ("/ab", "S0302 at 3"),
            ("//", "S0301 at 1"),
            ("/(/", "S0302 at 3"),
            ("(", "S0203 at 1"),
            (")", "S0211 at 1"),
            ("[", "S0203 at 1"),
            ("]", "S0211 at 1"),
            ("{", "S0203 at 1"),
            ("}", "S0211 at 1"),
            ("1 +", "S0207 at 3"),
            ("+ 1", "S0211 at 1"),
            ("a b", "S0201 at 3"),
            ("a..b", "S0201 at 3"),
            ("a := 1", "S0212 at 1"),
            ("$a := ", "S0207 at 6"),
            (":= 1", "S0211 at 2"),
            ("?", "S0211 at 1"),
            ("?1", "S0211 at 1"),
            ("1?", "S0207 at 2"),
            ("1??2", "S0211 at 3"),
            ("a[1", "S0203 at 3"),
            ("a{b", "S0203 at 3"),
            ("a{b:", "S0203 at 4"),
            (#"{"a"}"#, "S0202 at 5"),
            (#"{"a":}"#, "S0211 at 6"),
            ("{,}", "S0211 at 2"),
            ("[,]", "S0211 at 2"),
            ("[1,]", "S0211 at 4"),
            ("(;)", "S0211 at 2"),
            ("a.", "S0207 at 2"),
            (".a", "S0211 at 1"),
            ("a..", "S0201 at 3"),
            ("~", "S0204 at 1"),
            ("!", "S0204 at 1"),
            ("a!b", "S0204 at 2"),
            ("a ~> ", "S0207 at 5"),
            ("~> a", "S0211 at 2"),
            ("|a|", "S0203 at 3"),
            ("|a|b", "S0203 at 4"),
            ("$f(", "S0203 at 3"),
            ("$f(,)", "S0211 at 4"),
            ("$f(1,)", "S0211 at 6"),
            ("function(", "S0203 at 9"),
            ("function()", "S0203 at 10"),
            ("function(a){1}", "S0208 at 10"),
            ("function($a){}", "S0211 at 14"),
            ("function($a)<{1}", "S0202 at 14"),
            ("function($a)<n{1}", "S0202 at 15"),
            ("function($a)<(a<n>)>{$a}(1)", "S0402 at 14"),
            ("function($a)<s<n>>{$a}(1)", "S0401 at 15"),
            ("1 /* c", "S0106 at 2"),
            ("true.false", "S0213 at 4"),
            ("a^b", "S0202 at 3"),
            ("a^(b", "S0203 at 4"),
            ("a^()", "S0211 at 4"),
            ("a^(<)", "S0211 at 5"),
            ("a@", "S0214 at 2"),
            ("a#", "S0214 at 2"),
            ("a@$b[0]@$c", "S0215 at 8"),
            ("a[0]@$b", "S0215 at 5"),
            ("a^(b)@$c", "S0216 at 6"),
            ("a{b:c}{d:e}", "S0210 at 7"),
        ] as [(String, String)])
    func table(_ expression: String, _ expected: String) {
        #expect(Self.outcome(expression) == expected)
    }

    private static func outcome(_ expression: String) -> String {
        do throws(JSONataError) {
            _ = try JSONataExpression(expression)
            return "none"
        } catch {
            return "\(error.code) at \(error.position ?? -1)"
        }
    }
}
