import JSON
import Testing

@Suite struct JSONPointerTests {
    @Test(arguments: [
        ("", []), ("/", [""]), ("/foo", ["foo"]), ("/foo/0", ["foo", "0"]), ("/a~1b", ["a/b"]), ("/m~0n", ["m~n"]),
        ("/~01", ["~1"]), ("/c%d", ["c%d"]), ("/ ", [" "]), ("/é/😀", ["é", "😀"]), ("//", ["", ""]),
        ("/\u{301}", ["\u{301}"]),
    ])
    func `the string form goes both ways`(_ text: String, _ tokens: [String]) {
        #expect(JSONPointer(text)?.tokens == tokens)
        #expect(JSONPointer(tokens: tokens).description == text)
    }

    @Test(arguments: ["a", "a/b", "/~", "/~2", "/a~", " /"])
    func `anything else is refused`(_ text: String) {
        #expect(JSONPointer(text) == nil)
    }

    @Test func `appending leads inwards`() {
        #expect(JSONPointer.root.appending("States").appending("a/b").appending(3).description == "/States/a~1b/3")
    }

    static let document = """
        {
          "StartAt": "Pay",
          "States": {
            "Pay": { "Type": "Task", "Retry": [ {}, { "é😀": 1, "MaxAttempts": 3 } ] },
            "a/b": null
          }
        }
        """

    @Test(
        arguments: [
            ("", 1, 1, nil), ("/StartAt", 2, 14, 3), ("/States", 3, 13, 3), ("/States/Pay", 4, 12, 5),
            ("/States/Pay/Type", 4, 22, 14), ("/States/Pay/Retry/1", 4, 45, nil), ("/States/Pay/Retry/1/é😀", 4, 53, 47),
            ("/States/Pay/Retry/1/MaxAttempts", 4, 71, 56), ("/States/a~1b", 5, 12, 5),
        ] as [(String, Int, Int, Int?)])
    func `the source map finds values and keys`(_ text: String, _ line: Int, _ column: Int, _ key: Int?) throws {
        let map = try JSONSourceMap(Self.document)
        let pointer = try #require(JSONPointer(text))
        let position = try #require(map.position(of: pointer))
        #expect(position == (line, column))
        #expect(map.keyPosition(of: pointer)?.column == key)
    }

    @Test(arguments: [
        "/x", "/States/x", "/StartAt/0", "/States/Pay/Retry/2", "/States/Pay/Retry/01", "/States/Pay/Retry/-",
    ])
    func `the source map knows what is not there`(_ text: String) throws {
        let pointer = try #require(JSONPointer(text))
        #expect(try JSONSourceMap(Self.document).position(of: pointer) == nil)
        #expect(try JSONValue(parsing: Self.document)[pointer] == nil)
    }

    @Test func `the source map finds many values at once as it finds each`() throws {
        let map = try JSONSourceMap(Self.document)
        let texts = [
            "/States/a~1b", "", "/States/Pay/Retry/1/MaxAttempts", "/x", "/States/Pay/Retry/2", "/StartAt",
            "/StartAt/0",
            "/States/Pay/Retry/01", "/States/Pay/Retry/1/é😀", "/States/Pay/Retry/1/e\u{301}😀", "/States/Pay", "",
        ]
        let pointers = try texts.map { try #require(JSONPointer($0)) }
        let positions = map.positions(of: pointers)
        #expect(positions.count == pointers.count)
        for (pointer, position) in zip(pointers, positions) {
            let alone = map.position(of: pointer)
            #expect(position?.line == alone?.line && position?.column == alone?.column, "\(pointer)")
        }
        #expect(positions.count { $0 == nil } == 5)
    }
}
