import JSON
import StatesLanguage
import Testing

@Suite("An intrinsic function")
struct IntrinsicTests {
    static let input = #"{"a":[1,2,3,4,5],"t":"x,y;z","o":{"k":1},"b":true,"n":null,"five":5,"e":[]}"#

    private func value(_ call: String, chance: Chance = .none) throws -> JSONValue {
        let template = try PayloadTemplate(parsing: .object(["v.$": .string(call)]))
        let value = try template.value(input: .literal(Self.input), context: .sample(chance: chance))
        return try #require(value["v"])
    }

    @Test(
        "gives what the service gives",
        arguments: [
            ("States.Format('a {} b {}', 1, 'x')", #""a 1 b x""#), ("States.Format('{}{}', $.b, $.n)", #""truenull""#),
            (#"States.Format('\{\} \' \\ {}', 1)"#, #""{} ' \\ 1""#), ("States.Format('{ } {}', 1)", #""{ } 1""#),
            ("States.Format($.t)", #""x,y;z""#), ("States.Format('plain')", #""plain""#),
            ("States.Format('{}', $.o)", #""{k=1}""#), ("States.Format('{}', $.a)", #""[1, 2, 3, 4, 5]""#),
            ("States.StringToJson('{\"a\": [1.10]}')", #"{"a":[1.10]}"#), ("States.StringToJson('')", "null"),
            ("States.JsonToString($.o)", #""{\"k\":1}""#), ("States.JsonToString('q')", #""\"q\"""#),
            ("States.Array()", "[]"), ("States.Array('a', 1, null, true, $.e)", #"["a",1,null,true,[]]"#),
            ("States.ArrayPartition($.a, 2)", "[[1,2],[3,4],[5]]"), ("States.ArrayPartition($.e, 2)", "[]"),
            ("States.ArrayPartition($.a, 9)", "[[1,2,3,4,5]]"), ("States.ArrayContains($.a, 5)", "true"),
            ("States.ArrayContains($.a, 'x')", "false"), ("States.ArrayContains(States.Array($.o), $.o)", "true"),
            ("States.ArrayRange(1, 9, 2)", "[1,3,5,7,9]"), ("States.ArrayRange(3, 1, -1)", "[3,2,1]"),
            ("States.ArrayRange(3, 1, 1)", "[]"), ("States.ArrayRange(1, 1, 5)", "[1]"),
            ("States.ArrayGetItem($.a, 1)", "2"), ("States.ArrayLength($.a)", "5"), ("States.ArrayLength($.e)", "0"),
            ("States.ArrayUnique(States.Array(1, 2, 1, 'a', 'a', null))", #"[1,2,"a",null]"#),
            ("States.Base64Encode('Data to encode')", #""RGF0YSB0byBlbmNvZGU=""#),
            ("States.Base64Encode('')", #""""#), ("States.Base64Encode('a')", #""YQ==""#),
            ("States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", #""Data to encode""#),
            ("States.Base64Decode('w7w=')", #""ü""#), ("States.Base64Decode('YQ')", #""a""#),
            ("States.Hash('input data', 'SHA-1')", #""aaff4a450a104cd177d28d18d74485e8cae074b7""#),
            ("States.Hash('', 'MD5')", #""d41d8cd98f00b204e9800998ecf8427e""#),
            ("States.JsonMerge($.o, States.StringToJson('{\"k\": 2, \"l\": 3}'), false)", #"{"k":2,"l":3}"#),
            ("States.MathAdd(111, -1)", "110"), ("States.MathAdd(1.5, 1.51)", "4"), ("States.MathAdd(-1.5, 0)", "-1"),
            ("States.StringSplit($.t, ',;')", #"["x","y","z"]"#), ("States.StringSplit('a..b', '.')", #"["a","b"]"#),
            ("States.StringSplit('', ',')", "[]"), ("States.StringSplit('ab', '')", #"["ab"]"#),
            ("States.ArrayGetItem(States.StringSplit($.t,','), States.MathAdd(0 , 0))", #""x""#),
            ("States.Format('{}', $$.Execution.Name)", #""run-1""#), ("States.ArrayLength($.a[?(@ > 2)])", "3"),
            ("States.ArrayLength($['a'])", "5"), ("States.JsonToString($.a[0:2])", #""[1,2]""#),
        ])
    func values(call: String, expected: String) throws {
        #expect(try value(call).text == expected)
    }

    @Test(
        "says what was wrong in the service's frame",
        arguments: [
            ("States.ArrayGetItem($.a, 5)", "The index 5 is out of bounds for an array of 5"),
            ("States.ArrayGetItem($.a, -1)", "The index -1 is out of bounds for an array of 5"),
            ("States.ArrayPartition($.a, 0)", "The size of a part must be a positive integer, not 0"),
            ("States.ArrayRange(1, 2, 0)", "The step of a range must not be 0"),
            ("States.ArrayRange(1, 1002, 1)", "A range has at most 1000 elements"),
            ("States.ArrayRange(0, -9223372036854775808, -1)", "A range has at most 1000 elements"),
            ("States.ArrayLength($.t)", "Expected an array, not a string"),
            ("States.StringSplit($.a, ',')", "Expected a string, not an array of 5"),
            ("States.MathAdd('1', 1)", "Expected a number, not a string"),
            ("States.JsonMerge($.o, $.o, true)", "Deep merging is not supported: the third argument must be false"),
            (
                "States.Hash('a', 'SHA-3')",
                "The algorithm must be one of [MD5, SHA-1, SHA-256, SHA-384, SHA-512], not 'SHA-3'"
            ),
            ("States.Base64Decode('!')", "The text is not the Base64 of a text"),
            ("States.MathRandom(5, 5)", "The range from 5 to 5 is empty"),
            ("States.Format($.t, 1)", "The template has 0 '{}' for 1 arguments"),
            ("States.Format('{} {}', 1)", "The template has 2 '{}' for 1 arguments"),
            (
                "States.Format('{}', $.no)",
                "The JsonPath argument for the field '$.no' could not be found in the input '\(input)'"
            ),
            ("States.MathAdd(9223372036854775807, 1)", "The sum is too large"),
        ])
    func faults(call: String, message: String) throws {
        let error = #expect(throws: StateRuntimeError.self) { try value(call) }
        #expect(error?.error == "States.Runtime")
        #expect(error?.specificationError == "States.IntrinsicFailure")
        #expect(error?.cause == "The function '\(call)' had the following error: \(message)")
    }

    @Test(
        "is refused where it is none, or is given too little or too much",
        arguments: [
            "States.Nothing()", "States.UUID", "States.UUID(", "States.UUID(1)", "States.Format()", "States.UUID() ",
            "States.ArrayLength()", "States.ArrayLength($.a, 1)", "States.MathRandom(1)", "States.Array(1,)",
            "States.Array('a)", #"States.Array('a\')"#, #"States.Array('a\n')"#, #"States.Format('\"')"#,
            "States.Array(x)", "States.Array(\"x\")", "States.Array([1])", "States.Array({})", "States.Array($.)",
            "states.UUID()", "States.Array(UUID())",
            "States.Array(1 2)",
        ])
    func refuses(call: String) {
        #expect(throws: PayloadTemplate.Fault.self) { try PayloadTemplate(parsing: .object(["v.$": .string(call)])) }
    }

    @Test("is nested ten deep, and no deeper")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "States.Array(", count: depth) + String(repeating: ")", count: depth)
        }
        #expect(throws: Never.self) { try IntrinsicCall(parsing: nested(10)) }
        #expect(throws: JSONPathError.self) { try IntrinsicCall(parsing: nested(11)) }
        #expect(throws: JSONPathError.self) { try IntrinsicCall(parsing: nested(100_000)) }
    }

    @Test("draws chance from the bytes it is given, and from nothing else")
    func chance() throws {
        let (one, other) = (Chance(high: 1, low: 2), Chance(high: 1, low: 3))
        #expect(try value("States.UUID()", chance: one) == value("States.UUID()", chance: one))
        #expect(try value("States.UUID()", chance: one) != value("States.UUID()", chance: other))
        let twice = try value("States.Array(States.UUID(), States.UUID())", chance: one)
        #expect(twice[0] != twice[1])
        let uuid = try #require(twice[0]?.stringValue)
        let isUUID = try #/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/#.wholeMatch(in: uuid)
        #expect(isUUID != nil, "\(uuid)")
        #expect(try IntrinsicCall(parsing: "States.Format('{}', States.UUID())").drawsChance)
        #expect(try IntrinsicCall(parsing: "States.MathRandom(1, 2)").drawsChance)
        #expect(try !IntrinsicCall(parsing: "States.MathRandom(1, 2, 3)").drawsChance)
    }

    @Test("draws numbers evenly within its range, the same for the same seed")
    func random() throws {
        var counts = [0, 0, 0]
        for low in 0..<UInt64(300) {
            let number = try #require(value("States.MathRandom(-1, 2)", chance: Chance(high: 5, low: low)).numberValue)
            counts[try #require(number.int) + 1] += 1
        }
        #expect(counts.allSatisfy { $0 > 60 }, "\(counts)")
        let seeded = try value("States.MathRandom(0, 1000000, 7)", chance: Chance(high: 1, low: 1))
        #expect(try value("States.MathRandom(0, 1000000, 7)", chance: Chance(high: 2, low: 2)) == seeded)
        #expect(try value("States.MathRandom(0, 1000000, 8)") != seeded)
    }

    @Test("may stand in a Fail state's texts and in Credentials")
    func elsewhere() throws {
        let definition = try machine(
            of: #"{"Type":"Fail","ErrorPath":"States.Format('{}.Error', $.t)","CausePath":"States.JsonToString($.o)"}"#)
        guard case .fail(let fail)? = definition.states.first else { throw StateMissing() }
        let error = try fail.resolve(raw: .literal(Self.input), context: .sample())
        #expect(error == ErrorOutput(error: "x,y;z.Error", cause: #"{"k":1}"#))
        let task = try #require(try task(#","Credentials":{"RoleArn.$":"States.Format('role/{}', $.five)"}"#))
        #expect(try task.roleArn(raw: .literal(Self.input), context: .sample()) == "role/5")
    }

    private struct StateMissing: Error {}
}
