import JSON
import Notifications
import Testing

@Suite struct FilterPolicyTests {
    private static let attributes = [
        MessageAttribute(name: "store", type: "String", value: "north-7"),
        MessageAttribute(name: "price", type: "Number", value: "100.50"),
        MessageAttribute(name: "tags", type: "String.Array", value: #"["red","blue",7,true,null]"#),
        MessageAttribute(name: "blob", type: "Binary", value: "AAAA"),
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
        (#"{"absent":["x"]}"#, false), (#"{"empty":["x"]}"#, false), (#"{"empty":[{"exists":true}]}"#, true),
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
        (#"{"a":[{"anything-but":{"x":"y"}}]}"#, "'x'"), (#"{"$or":[{"a":[1]},{"b":[1]}]}"#, "$or"),
        (#"{"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]}"#, "1 to 5"),
    ])
    func `a policy that is wrong says where`(policy: String, words: String) throws {
        let text = try JSONText(validating: policy)
        let error = #expect(throws: FilterPolicyError.self) { try FilterPolicy(text) }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test func `a policy has at most 150 conditions`() throws {
        let conditions = { (count: Int) in
            try JSONText(validating: "{\"a\":[" + (1...count).map { "\($0)" }.joined(separator: ",") + "]}")
        }
        #expect(throws: Never.self) { try FilterPolicy(conditions(150)) }
        #expect(throws: FilterPolicyError.self) { try FilterPolicy(conditions(151)) }
    }
}
