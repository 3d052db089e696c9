import JSON
import JSONata
import Testing

@Suite("Variables and parents bound on a path") struct BindingTests {
    @Test(
        "are seen by later steps",
        arguments: [
            ("list#$i.($*$i)", "[0,1,4]"),
            (#"list#$i[$i>1].{"i":$i,"v":$}"#, #"{"i":2,"v":2}"#),
            ("orders.items.%.id", #"["o1","o1","o2"]"#),
            (
                #"orders.items.{"n":name,"o":%.id}"#,
                #"[{"n":"pen","o":"o1"},{"n":"ink","o":"o1"},{"n":"pen","o":"o2"}]"#
            ),
            (#"orders@$o.items.{"o":$o.id,"n":name}"#, "undefined"),
            (#"orders@$o.items@$i.{"o":$o.id,"n":$i.name}"#, "undefined"),
            (#"orders#$p.items#$q.{"p":$p,"q":$q}"#, #"[{"p":0,"q":0},{"p":0,"q":1},{"p":1,"q":0}]"#),
            (#"orders.items[name="pen"].%.id"#, #"["o1","o2"]"#),
            (
                "a.%",
                #"{"a":{"b":1,"c":"x"},"list":[3,1,2],"orders":[{"id":"o1","min":2,"items":[{"name":"pen","price":2},{"name":"ink","price":7}]},{"id":"o2","min":9,"items":[{"name":"pen","price":3}]}]}"#
            ),
            ("a.%.list", "[3,1,2]"),
            ("a.b.%.%.list", "[3,1,2]"),
            (#"orders.items[%.id="o2"].name"#, #""pen""#),
            ("orders.items.%[0].id", #""o1""#),
            ("a@$x.$x", #"{"b":1,"c":"x"}"#),
            ("list#$i", "[3,1,2]"),
            ("list#$i.$i", "[0,1,2]"),
            ("list[1]#$i.$i", "0"),
            (#"list@$v#$i[$i=1].{"v":$v,"i":$i}"#, #"{"v":1,"i":1}"#),
            ("orders@$o.items[price=$o.min].name", "undefined"),
            ("a.b@$v.c", #""x""#),
        ] as [(String, String)])
    func table(_ expression: String, _ expected: String) {
        #expect(Evaluating.text(expression, Evaluating.shop) == expected)
    }
}
