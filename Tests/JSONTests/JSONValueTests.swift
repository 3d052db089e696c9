import JSON
import Testing

@Suite struct JSONValueTests {
    @Test func `literals make values and text writes them compactly`() {
        let value: JSONValue = ["a": [1, -2, 1.5, "x", nil, true, false], "b": [:], "c": []]
        #expect(value.text == #"{"a":[1,-2,1.5,"x",null,true,false],"b":{},"c":[]}"#)
        #expect(value["a"]?[3] == "x")
        #expect(value["a"]?[7] == nil)
        #expect(value["a"]?[-1] == nil)
        #expect(value["a"]?["x"] == nil)
        #expect(value[0] == nil)
        #expect(value["z"] == nil)
        #expect(value["b"]?.kind == .object)
        #expect(value[JSONPointer(tokens: ["a", "4"])]?.isNull == true)
        #expect(value[JSONPointer(tokens: ["a", "04"])] == nil)
        #expect(value[.root] == value)
    }

    @Test func `number texts and member order pass through`() throws {
        let text = #"{"z":1.10,"a":-0,"m":[1e400,12345678901234567890,0.000],"k":1E+2}"#
        #expect(try JSONValue(parsing: text).text == text)
    }

    @Test func `equality ignores the order of members and nothing else`() throws {
        let value = try JSONValue(parsing: #"{"a":1,"b":{"c":2,"d":3}}"#)
        let other = try JSONValue(parsing: #"{"b":{"d":3,"c":2},"a":1}"#)
        #expect(value == other)
        #expect(value.hashValue == other.hashValue)
        #expect(try value != JSONValue(parsing: #"{"a":1.0,"b":{"c":2,"d":3}}"#))
        #expect(try value != JSONValue(parsing: #"{"a":1,"b":{"c":2}}"#))
        #expect(try JSONValue(parsing: "[1,2]") != JSONValue(parsing: "[2,1]"))
        #expect(JSONValue.string("1") != JSONValue.number(JSONNumber(1)))
    }

    @Test func `two spellings of one letter are two strings and two keys`() throws {
        #expect(JSONValue.string("\u{E9}") != JSONValue.string("e\u{301}"))
        #expect(JSONValue.string("q\u{307}\u{323}") != JSONValue.string("q\u{323}\u{307}"))
        let object = try JSONValue(parsing: "{\"\u{E9}\":1,\"e\u{301}\":2}")
        #expect(object["\u{E9}"] == 1)
        #expect(object["e\u{301}"] == 2)
        #expect(object.objectValue?.count == 2)
    }

    @Test(arguments: [3, 31, 32, 33, 1000])
    func `an object of any size finds, replaces, appends and removes its members`(_ count: Int) {
        var object = JSONObject(uniqueKeysWithValues: (0..<count).map { ("k\($0)", JSONValue.number(JSONNumber($0))) })
        #expect(object.count == count)
        for number in 0..<count { #expect(object["k\(number)"]?.numberValue?.int == number) }
        #expect(object["missing"] == nil)
        object["k1"] = "one"
        object["new"] = nil
        object["k0"] = nil
        object["last"] = true
        #expect(object.keys == (1..<count).map { "k\($0)" } + ["last"])
        #expect(object["k1"] == "one")
        #expect(object["k0"] == nil)
        #expect(object["last"] == true)
        #expect(object.map(\.key) == object.keys)
        let reversed = JSONObject(uniqueKeysWithValues: object.reversed())
        #expect(reversed == object)
        #expect(reversed.hashValue == object.hashValue)
    }

    @Test func `JSONText trims white space around the value and keeps it inside`() throws {
        let text = try JSONText(validating: "\n { \"a\" : 1.10 } \t")
        #expect(text.string == "{ \"a\" : 1.10 }")
        #expect(text.count == 14)
        #expect(try text.value() == ["a": JSONValue.number(try #require(JSONNumber("1.10")))])
        #expect(JSONText.emptyObject.string == "{}")
        #expect(try JSONText.null.value().isNull)
        #expect(try text != JSONText(validating: "{\"a\":1.10}"))
        #expect(try Set([text, JSONText(validating: "{ \"a\" : 1.10 }")]).count == 1)
    }
}
