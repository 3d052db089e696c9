import JSON
import JSONata
import Testing

@Suite("An operator") struct OperatorTests {
    @Test(
        "gives",
        arguments: [
            ("list.($*2)", "[6,2,4]"),
            (
                "orders.*",
                #"["o1",2,{"name":"pen","price":2},{"name":"ink","price":7},"o2",9,{"name":"pen","price":3}]"#
            ),
            (
                "*",
                #"[{"b":1,"c":"x"},3,1,2,{"id":"o1","min":2,"items":[{"name":"pen","price":2},{"name":"ink","price":7}]},{"id":"o2","min":9,"items":[{"name":"pen","price":3}]}]"#
            ),
            (
                "**",
                #"[{"a":{"b":1,"c":"x"},"list":[3,1,2],"orders":[{"id":"o1","min":2,"items":[{"name":"pen","price":2},{"name":"ink","price":7}]},{"id":"o2","min":9,"items":[{"name":"pen","price":3}]}]},{"b":1,"c":"x"},1,"x",3,1,2,{"id":"o1","min":2,"items":[{"name":"pen","price":2},{"name":"ink","price":7}]},"o1",2,{"name":"pen","price":2},"pen",2,{"name":"ink","price":7},"ink",7,{"id":"o2","min":9,"items":[{"name":"pen","price":3}]},"o2",9,{"name":"pen","price":3},"pen",3]"#
            ),
            ("**.name", #"["pen","ink","pen"]"#),
            ("0.1+0.2", "0.30000000000000004"),
            ("1/3", "0.3333333333333333"),
            ("5%3", "2"),
            ("-5%3", "-2"),
            ("5%-3", "2"),
            ("5.5%2", "1.5"),
            ("1e308*10", "D1001"),
            ("1/0", "D1001"),
            ("0/0", "D1001"),
            ("-(-3)", "3"),
            ("--3", "3"),
            (#"-"a""#, "D1002"),
            (#""a"+1"#, "T2001"),
            (#"1+"a""#, "T2002"),
            ("1+null", "T2002"),
            ("null+1", "T2001"),
            ("nothing+1", "undefined"),
            ("1+nothing", "undefined"),
            ("1<2", "true"),
            (#""a"<"b""#, "true"),
            (#""a"<1"#, "T2009"),
            (#"1<"a""#, "T2009"),
            ("nothing<1", "undefined"),
            ("1<nothing", "undefined"),
            ("null<1", "T2010"),
            ("true<false", "T2010"),
            ("1=1", "true"),
            (#"1="1""#, "false"),
            (#"{"a":1,"b":2}={"b":2,"a":1}"#, "true"),
            ("nothing=nothing", "false"),
            ("nothing!=1", "false"),
            ("null=null", "true"),
            ("1!=2", "true"),
            (#""a" in "a""#, "true"),
            ("true and false", "false"),
            ("nothing and true", "false"),
            (#""" or "a""#, "true"),
            (#"{} or {"a":1}"#, "true"),
            ("1 and 0", "false"),
            (#""a" & "b""#, #""ab""#),
            ("1 & 2", #""12""#),
            ("nothing & 1", #""1""#),
            ("null & true", #""nulltrue""#),
            ("1 ? 2", "2"),
            ("0 ? 2", "undefined"),
            ("0 ? 2 : 3", "3"),
            ("nothing ? 1 : 2", "2"),
            (#""0" ? 1 : 2"#, "1"),
            ("($x:=1;$y:=$x+1;$y)", "2"),
            ("($x:=1;($x:=2);$x)", "1"),
            ("$ := 1", "1"),
            ("$$ := 1", "1"),
            ("a!=b", "false"),
            ("/* c */ 1", "1"),
            ("1 /* c */ + 2", "3"),
        ] as [(String, String)])
    func table(_ expression: String, _ expected: String) {
        #expect(Evaluating.text(expression, Evaluating.shop) == expected)
    }
}
