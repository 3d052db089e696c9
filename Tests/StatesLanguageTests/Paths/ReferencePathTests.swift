import JSON
import StatesLanguage
import Testing

@Suite("Reference paths")
struct ReferencePathTests {
    @Test(
        "A value is put at its place, and what is missing on the way is made",
        arguments: [
            ("$", #"{"a":1}"#, "7"), ("$.b", #"{"a":1}"#, #"{"a":1,"b":7}"#),
            ("$.a", #"{"a":1,"z":2}"#, #"{"a":7,"z":2}"#),
            ("$.b.c.d", #"{"a":1}"#, #"{"a":1,"b":{"c":{"d":7}}}"#), ("$.a[1]", #"{"a":[1,2,3]}"#, #"{"a":[1,7,3]}"#),
            ("$.a[0].b", #"{"a":[{"x":1}]}"#, #"{"a":[{"x":1,"b":7}]}"#), ("$['x y']", "{}", #"{"x y":7}"#),
            ("$[1]", "[1,2]", "[1,7]"),
        ])
    func inserts(path: String, document: String, expected: String) throws {
        let path = try ReferencePath(parsing: path)
        #expect(try path.inserting(7, into: try JSONValue(parsing: document)).text == expected)
    }

    @Test(
        "A step that meets the wrong kind of value, or an element that is not there, is an error",
        arguments: [
            ("$.a.b", #"{"a":1}"#), ("$.a", "5"), ("$.a", "[1]"), ("$.a.b", #"{"a":null}"#), ("$.a[0]", #"{"a":{}}"#),
            ("$.a[1]", #"{"a":[0]}"#), ("$.a[0]", "{}"), ("$.a.b.c", #"{"a":{"b":"text"}}"#), ("$.a", "null"),
        ])
    func refusesToInsert(path: String, document: String) throws {
        let path = try ReferencePath(parsing: path)
        let document = try JSONValue(parsing: document)
        let error = #expect(throws: StateRuntimeError.self) { try path.inserting(7, into: document) }
        #expect(error?.error == "States.Runtime")
        #expect(error?.specificationError == "States.ResultPathMatchFailure")
    }

    @Test(
        "Paths that do not name one place from the input are no reference paths",
        arguments: [
            "$$.a", "$.a[*]", "$..a", "$.a[0:1]", "$.a[0,1]", "$['a','b']", "$.a[-1]", "$.a@b", "$.a:b", "$.a?", "$var",
            "States.UUID()", "",
        ])
    func refuses(path: String) {
        #expect(throws: JSONPathError.self) { try ReferencePath(parsing: path) }
    }

    @Test("What was put at a place is found there", arguments: ["$.a", "$.b.c", "$['d,e'].f", #"$.g\:h"#])
    func findsWhatWasPut(path: String) throws {
        let path = try ReferencePath(parsing: path)
        #expect(try path.value(in: path.inserting("here", into: .object(JSONObject()))) == "here")
    }
}
