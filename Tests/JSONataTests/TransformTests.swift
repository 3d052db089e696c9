import JSON
import JSONata
import Testing

@Suite("A transform") struct TransformTests {
    @Test(
        "gives a changed copy",
        arguments: [
            (#"a ~> |$|{"z":1}|"#, #"{"b":1,"c":"x","z":1}"#),
            (
                #"$ ~> |orders.items|{"price":price*2},["name"]|"#,
                #"{"a":{"b":1,"c":"x"},"list":[3,1,2],"orders":[{"id":"o1","min":2,"items":[{"price":4},{"price":14}]},{"id":"o2","min":9,"items":[{"price":6}]}]}"#
            ),
            (
                #"$ ~> |a|{},"b"|"#,
                #"{"a":{"c":"x"},"list":[3,1,2],"orders":[{"id":"o1","min":2,"items":[{"name":"pen","price":2},{"name":"ink","price":7}]},{"id":"o2","min":9,"items":[{"name":"pen","price":3}]}]}"#
            ),
            (
                #"$ ~> |nothing|{"x":1}|"#,
                #"{"a":{"b":1,"c":"x"},"list":[3,1,2],"orders":[{"id":"o1","min":2,"items":[{"name":"pen","price":2},{"name":"ink","price":7}]},{"id":"o2","min":9,"items":[{"name":"pen","price":3}]}]}"#
            ),
            (#"5 ~> |$|{"z":1}|"#, "T0410"),
        ] as [(String, String)])
    func table(_ expression: String, _ expected: String) {
        #expect(Evaluating.text(expression, Evaluating.shop) == expected)
    }
}
