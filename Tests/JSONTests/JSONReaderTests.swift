import JSON
import Testing

@Suite struct JSONReaderTests {
    @Test func `an event is read member by member, its payload untouched`() throws {
        let text = Array(
            #" {"task":3, "output" : { "b":1.10, "a":[] } ,"name":"J\u00fcrgen","ok":true,"n":null,"x":[1,[2]]} "#.utf8)
        var reader = JSONReader(text[...])
        var seen: [String] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            seen.append(key.string)
            switch key {
            case "task": #expect(try reader.readInt() == 3)
            case "output":
                #expect(try reader.peekKind() == .object)
                #expect(try reader.readText().string == #"{ "b":1.10, "a":[] }"#)
            case "name": #expect(try reader.readString() == "Jürgen")
            case "ok": #expect(try reader.readBool())
            case "n": try reader.readNull()
            default: #expect(try reader.readValue() == [1, [2]])
            }
        }
        try reader.end()
        #expect(seen == ["task", "output", "name", "ok", "n", "x"])
    }

    @Test func `keys compare by their characters, escaped or not`() throws {
        var reader = JSONReader(Array(#"{"t\u0061sk":1,"":2,"a\u00e9":3}"#.utf8))
        try reader.beginObject()
        let first = try #require(try reader.nextKey())
        #expect(first == "task")
        #expect(first != "tasks")
        #expect(first != "tas")
        try reader.skipValue()
        let second = try #require(try reader.nextKey())
        #expect(second == "")
        #expect(second != "a")
        try reader.skipValue()
        let third = try #require(try reader.nextKey())
        #expect(third == "aé")
        #expect(third.string == "aé")
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("-17", -17), ("999999999999999999", 999_999_999_999_999_999), ("1.0", 1),
            ("1e2", 100),
            ("9223372036854775807", .max), ("-9223372036854775808", .min),
        ] as [(String, Int)])
    func `integers are read exactly`(_ text: String, _ expected: Int) throws {
        var reader = JSONReader(Array(text.utf8))
        #expect(try reader.readInt() == expected)
        try reader.end()
    }

    @Test(arguments: ["9223372036854775808", "-9223372036854775809", "1.5", "1e-1", "1e400"])
    func `what is no integer of 64 bits is refused at its place`(_ text: String) throws {
        var reader = JSONReader(Array("{\"a\":[0,\(text)]}".utf8))
        try reader.beginObject()
        _ = try reader.nextKey()
        try reader.beginArray()
        _ = try reader.nextElement()
        try reader.skipValue()
        _ = try reader.nextElement()
        let error = Self.error { () throws(JSONError) in _ = try reader.readInt() }
        #expect(error?.kind == .notAnInteger)
        #expect(error?.pointer.description == "/a/1")
    }

    @Test func `a value of another kind is refused with both kinds`() {
        var reader = JSONReader(Array("[\"x\"]".utf8))
        let error = Self.error { () throws(JSONError) in
            try reader.beginArray()
            _ = try reader.nextElement()
            _ = try reader.readInt()
        }
        #expect(error?.kind == .wrongKind(expected: .number, found: .string))
        #expect(error.map { "\($0)" } == "line 1, column 2 at /0: expected a number, found a string")
    }

    enum Call: Sendable {
        case beginObject, nextKey, nextElement, readInt, skipValue, end
    }

    @Test(
        arguments: [
            [.nextKey], [.nextElement], [.end], [.beginObject, .readInt], [.beginObject, .nextKey, .nextKey],
            [.beginObject, .nextElement], [.beginObject, .nextKey, .end], [.beginObject, .end],
            [.skipValue, .skipValue],
            [.skipValue, .nextKey], [.skipValue, .end, .readInt],
        ] as [[Call]])
    func `calls out of order are refused, not guessed`(_ calls: [Call]) {
        var reader = JSONReader(Array("{\"a\":[1]}".utf8))
        for (index, call) in calls.enumerated() {
            let error = Self.error { () throws(JSONError) in
                switch call {
                case .beginObject: try reader.beginObject()
                case .nextKey: _ = try reader.nextKey()
                case .nextElement: _ = try reader.nextElement()
                case .readInt: _ = try reader.readInt()
                case .skipValue: try reader.skipValue()
                case .end: try reader.end()
                }
            }
            #expect(error?.kind == (index == calls.count - 1 ? .readOutOfOrder : nil))
        }
    }

    @Test func `a duplicate key is refused at the level the caller reads`() {
        var reader = JSONReader(Array(#"{"a":{"b":1},"b":2,"a":3}"#.utf8))
        let error = Self.error { () throws(JSONError) in
            try reader.beginObject()
            while try reader.nextKey() != nil { try reader.skipValue() }
        }
        #expect(error?.kind == .duplicateKey)
        #expect(error?.pointer.description == "/a")
    }

    @Test func `the writer places commas and the reader takes the text back`() throws {
        var writer = JSONWriter(reservingCapacity: 16)
        writer.beginObject()
        writer.key("task")
        writer.int(-42)
        writer.key("limits")
        writer.beginArray()
        writer.int(.min)
        writer.int(.max)
        writer.int(0)
        writer.beginArray()
        writer.endArray()
        writer.beginObject()
        writer.endObject()
        writer.endArray()
        writer.key(String("q\"\n"))
        writer.string("a\\b\u{1}é")
        writer.key("ok")
        writer.bool(true)
        writer.key("no")
        writer.bool(false)
        writer.key("none")
        writer.null()
        writer.key("n")
        writer.number(try #require(JSONNumber("1.10")))
        writer.key("raw")
        writer.text(try JSONText(validating: "{ \"x\" : 1 }"))
        writer.key("value")
        writer.value(["y": [1, nil]])
        writer.endObject()
        let expected =
            #"{"task":-42,"limits":[-9223372036854775808,9223372036854775807,0,[],{}],"q\"\n":"a\\b\u0001é","#
            + #""ok":true,"no":false,"none":null,"n":1.10,"raw":{ "x" : 1 },"value":{"y":[1,null]}}"#
        #expect(String(decoding: writer.utf8, as: UTF8.self) == expected)
        #expect(Verdict(writer.utf8).isAccepted)
    }

    private static func error(_ body: () throws(JSONError) -> Void) -> JSONError? {
        do throws(JSONError) {
            try body()
            return nil
        } catch {
            return error
        }
    }
}
