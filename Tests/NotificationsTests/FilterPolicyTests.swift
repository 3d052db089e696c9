import JSON
@testable import Notifications
import Testing

@Suite struct FilterPolicyTests {
    private static let attributes = [
        MessageAttribute(name: "store", type: "String", value: "north-7"),
        MessageAttribute(name: "price", type: "Number", value: "100.50"),
        MessageAttribute(name: "tags", type: "String.Array", value: #"["red","blue",7,true,null]"#),
        MessageAttribute(name: "blob", type: "Binary", value: "AAAA"),
        MessageAttribute(name: "ip", type: "String", value: "10.1.2.3"),
        MessageAttribute(name: "ip6", type: "String", value: "2001:db8::1"),
        MessageAttribute(name: "empty", type: "String.Array", value: "[]"),
    ]

    @Test(arguments: [
        (#"{"store":["north-7"]}"#, true), (#"{"store":["north"]}"#, false), (#"{"store":["x","north-7"]}"#, true),
        (#"{"store":["North-7"]}"#, false), (#"{"store":[{"equals-ignore-case":"NORTH-7"}]}"#, true),
        (#"{"store":[{"prefix":"north"}]}"#, true), (#"{"store":[{"prefix":"south"}]}"#, false),
        (#"{"store":[{"suffix":"-7"}]}"#, true), (#"{"store":[{"suffix":"-8"}]}"#, false),
        (#"{"store":[{"anything-but":["south"]}]}"#, true), (#"{"store":[{"anything-but":["x","north-7"]}]}"#, false),
        (#"{"store":[{"anything-but":"north-7"}]}"#, false), (#"{"store":[{"anything-but":{"prefix":"no"}}]}"#, false),
        (#"{"store":[{"anything-but":{"prefix":"so"}}]}"#, true), (#"{"absent":[{"anything-but":["x"]}]}"#, false),
        (#"{"price":[100.5]}"#, true), (#"{"price":[100]}"#, false), (#"{"price":["100.50"]}"#, false),
        (#"{"price":[{"numeric":["=",1.005e2]}]}"#, true), (#"{"price":[{"numeric":[">",100,"<=",100.5]}]}"#, true),
        (#"{"price":[{"numeric":["<",100.5]}]}"#, false), (#"{"price":[{"numeric":[">=",101]}]}"#, false),
        (#"{"price":[{"anything-but":[100.5]}]}"#, false), (#"{"store":[{"numeric":[">",0]}]}"#, false),
        (#"{"tags":["blue"]}"#, true), (#"{"tags":["green"]}"#, false), (#"{"tags":[7]}"#, true),
        (#"{"tags":[true]}"#, true), (#"{"tags":[null]}"#, true), (#"{"tags":[false]}"#, false),
        (#"{"tags":[{"anything-but":["red"]}]}"#, false), (#"{"tags":[{"anything-but":["green"]}]}"#, true),
        (#"{"tags":[{"numeric":[">",6]}]}"#, true), (#"{"blob":["AAAA"]}"#, false),
        (#"{"blob":[{"exists":true}]}"#, true), (#"{"absent":[{"exists":false}]}"#, true),
        (#"{"absent":[{"exists":true}]}"#, false), (#"{"store":[{"exists":false}]}"#, false),
        (#"{"store":["north-7"],"price":[1]}"#, false),
        (#"{"store":["north-7"],"absent":[{"exists":false},"x"]}"#, true),
        (#"{"absent":["x"]}"#, false), (#"{"empty":["x"]}"#, false), (#"{"empty":[{"exists":true}]}"#, false),
        (#"{"$or":[{"store":["x"]},{"price":[100.5]}]}"#, true), (#"{"$or":[{"store":["x"]},{"price":[1]}]}"#, false),
        (#"{"tags":["red"],"$or":[{"store":["x"]},{"price":[100.5]}]}"#, true),
        (#"{"tags":["green"],"$or":[{"store":["north-7"]},{"price":[100.5]}]}"#, false),
        (#"{"$or":[{"store":["north-7"],"price":[1]},{"$or":[{"tags":["x"]},{"tags":["blue"]}]}]}"#, true),
        (#"{"$or":["a",{"prefix":"b"}]}"#, false), (#"{"ip":[{"cidr":"10.1.0.0/16"}]}"#, true),
        (#"{"ip":[{"cidr":"10.2.0.0/16"}]}"#, false), (#"{"store":[{"cidr":"0.0.0.0/0"}]}"#, false),
        (#"{"ip6":[{"cidr":"2001:db8::/32"}]}"#, true), (#"{"ip6":[{"cidr":"10.0.0.0/8"}]}"#, false),
    ])
    func `a policy picks messages by their attributes`(policy: String, isWanted: Bool) throws {
        #expect(try FilterPolicy(JSONText(validating: policy)).matches(Self.attributes) == isWanted)
    }

    @Test(arguments: [
        ("[]", "object"), ("{}", "1 to 5"), (#"{"a":"x"}"#, "list"), (#"{"a":[]}"#, "list"),
        (#"{"a":[[]]}"#, "operator"),
        (#"{"a":[{}]}"#, "operator"), (#"{"a":[{"prefix":"x","suffix":"y"}]}"#, "operator"),
        (#"{"a":[{"like":"x"}]}"#, "'like'"), (#"{"a":[{"prefix":7}]}"#, "'prefix'"),
        (#"{"a":[{"exists":1}]}"#, "'exists'"),
        (#"{"a":[{"numeric":[]}]}"#, "'numeric'"), (#"{"a":[{"numeric":["!",1]}]}"#, "signs"),
        (#"{"a":[{"numeric":["<","1"]}]}"#, "numbers"), (#"{"a":[{"numeric":["<",2,">",1]}]}"#, "lower bound first"),
        (#"{"a":[{"numeric":[">",2,"<",1]}]}"#, "empty"), (#"{"a":[1000000001]}"#, "1,000,000,000"),
        (#"{"a":[{"anything-but":[]}]}"#, "anything-but"), (#"{"a":[{"anything-but":[true]}]}"#, "anything-but"),
        (#"{"a":[{"anything-but":{"x":"y"}}]}"#, "'x'"), (#"{"$or":[{"a":[1]}]}"#, "'a' is not known"),
        (#"{"$or":[{"a":[1]},{"b":1}]}"#, "at 'b'"), (#"{"$or":[{},{}]}"#, "no property"),
        (#"{"a":[{"cidr":"10.0.0.0"}]}"#, "'cidr'"), (#"{"a":[{"cidr":"10.0.0.0/33"}]}"#, "'cidr'"),
        (#"{"a":{"b":["x"]}}"#, "at 'a'"),
        (#"{"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]}"#, "1 to 5"),
    ])
    func `a policy that is wrong says where`(policy: String, words: String) throws {
        let text = try JSONText(validating: policy)
        let error = #expect(throws: FilterPolicyError.self) { try FilterPolicy(text) }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    private static let body = """
        {"store":"north-7","price":100.50,"none":null,"tags":["red",7],"empty":[],"order":{"state":"paid","by":{"name":"ann"}},
         "lines":[{"sku":"a"},{"sku":"b","n":3}]}
        """

    @Test(arguments: [
        (#"{"store":["north-7"]}"#, true), (#"{"price":[100.5]}"#, true), (#"{"tags":[7]}"#, true),
        (#"{"order":{"state":["paid"]}}"#, true), (#"{"order":{"state":["open"]}}"#, false),
        (#"{"order":{"by":{"name":[{"prefix":"a"}]},"state":["paid"]}}"#, true),
        (#"{"order":{"by":{"name":["bob"]},"state":["paid"]}}"#, false),
        (#"{"order":{"$or":[{"state":["open"]},{"by":{"name":["ann"]}}]}}"#, true),
        (#"{"lines":{"sku":["b"]}}"#, true), (#"{"lines":{"sku":["c"]}}"#, false), (#"{"lines":{"n":[3]}}"#, true),
        (#"{"order":["paid"]}"#, false), (#"{"none":[null]}"#, true), (#"{"none":[{"exists":true}]}"#, false),
        (#"{"none":[{"exists":false}]}"#, false), (#"{"empty":[{"exists":true}]}"#, false),
        (#"{"order":{"state":[{"exists":true}]}}"#, true), (#"{"order":{"x":[{"exists":false}]}}"#, true),
        (#"{"absent":[{"exists":false}]}"#, true), (#"{"absent":{"x":["y"]}}"#, false),
    ])
    func `a policy picks messages by their text`(policy: String, isWanted: Bool) throws {
        let policy = try FilterPolicy(JSONText(validating: policy), scope: .messageBody)
        #expect(policy.matches(body: try JSONValue(parsing: Self.body)) == isWanted)
        for other in ["[]", "7", #""store""#] { #expect(!policy.matches(body: try JSONValue(parsing: other))) }
    }

    @Test func `a message without attributes meets no policy`() throws {
        for text in [#"{"a":[{"exists":false}]}"#, #"{"a":[{"anything-but":["x"]}]}"#] {
            #expect(try !FilterPolicy(JSONText(validating: text)).matches([]))
        }
    }

    /// The service's own examples: arrays multiply, and each counts as often as it lies deep.
    @Test(arguments: [
        (#"{"a":[1,2,3],"b":[1],"c":[1,2]}"#, 6), (#"{"a":{"b":{"c":[1,2,3,4]}},"d":{"e":[1,2,3]}}"#, 72),
        (#"{"a":[1,2,3],"$or":[{"b":[1,2]},{"c":[1],"d":[1,2,3]}]}"#, 15),
    ])
    func `the combinations of a policy are counted as the service counts them`(text: String, count: Int) throws {
        let object = try #require(try JSONValue(parsing: text).objectValue)
        #expect(try FilterRule(object, under: [], .messageBody).combinations == count)
    }

    @Test func `a policy has at most 150 combinations of values`() throws {
        let list = { (count: Int) in "[" + (1...count).map { "\($0)" }.joined(separator: ",") + "]" }
        let policy = { (text: String) in try FilterPolicy(JSONText(validating: text)) }
        #expect(throws: Never.self) { try policy("{\"a\":\(list(150))}") }
        #expect(throws: FilterPolicyError.self) { try policy("{\"a\":\(list(151))}") }
        #expect(throws: Never.self) { try policy("{\"a\":\(list(15)),\"b\":\(list(10))}") }
        #expect(throws: FilterPolicyError.self) { try policy("{\"a\":\(list(15)),\"b\":\(list(11))}") }
    }
}
