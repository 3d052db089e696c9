import JSON
import Testing

@Suite struct ErrorPlaceTests {
    struct Row: Sendable {
        var text: String
        var offset: Int
        var line: Int
        var column: Int
        var pointer: String

        init(_ text: String, _ offset: Int, _ line: Int, _ column: Int, _ pointer: String) {
            (self.text, self.offset, self.line, self.column, self.pointer) = (text, offset, line, column, pointer)
        }
    }

    @Test(arguments: [
        Row("", 0, 1, 1, ""), Row("  ", 2, 1, 3, ""), Row("\n\n x", 3, 3, 2, ""), Row("\r\n\r\n x", 5, 3, 2, ""),
        Row("\r\r x", 3, 3, 2, ""), Row("[1,2,x]", 5, 1, 6, "/2"), Row("[1 2]", 3, 1, 4, ""),
        Row("[[1],[2,[x]]]", 9, 1, 10, "/1/1/0"), Row("{\"a\":x}", 5, 1, 6, "/a"), Row("{\"a\" 1}", 5, 1, 6, ""),
        Row("{\"a\":1 x}", 7, 1, 8, ""), Row("{\"a\":{\"b\":[0,{\"c\":01}]}}", 19, 1, 20, "/a/b/1/c"),
        Row("{\"a\":1,\"b\":2,\"a\":3}", 13, 1, 14, "/a"),
        Row("{\"x\":[{\"a\":1,\"\\u0061\":3}]}", 13, 1, 14, "/x/0/a"),
        Row("{\"a/b\":{\"~\":x}}", 12, 1, 13, "/a~1b/~0"), Row("{\"é😀\":\n\"\u{1}\"}", 12, 2, 2, "/é😀"),
        Row("[\"é😀\", x]", 11, 1, 8, "/1"), Row("{\"\":x}", 4, 1, 5, "/"), Row("{\"a\":\"\\x\"}", 6, 1, 7, "/a"),
        Row("{\"a\":1} x", 8, 1, 9, ""), Row("[1,]", 3, 1, 4, "/1"), Row("{\"a\":[1,2],\"b\":tru", 18, 1, 19, "/b"),
        Row("[\"],[\",{\"a\":\"}\",\"b\":?}]", 20, 1, 21, "/1/b"), Row("{\"a\\\"b\":[?]}", 9, 1, 10, "/a\"b/0"),
        Row("{\"a\": \"abc", 10, 1, 11, "/a"), Row("{\"a\":1.}", 7, 1, 8, "/a"),
    ])
    func `an error names offset, line, column and pointer`(_ row: Row) throws {
        let verdict = Verdict(Array(row.text.utf8))
        let error = try #require(verdict.parser)
        #expect(error.offset == row.offset)
        #expect(error.line == row.line)
        #expect(error.column == row.column)
        #expect(error.pointer.description == row.pointer)
        #expect(verdict.isUnanimous)
    }

    @Test func `a message says where and why and quotes no value`() {
        #expect {
            try JSONValue(parsing: "{\"States\":{\"Pay\":\n  {\"pin\": \"secret\\x\"}}}")
        } throws: { error in
            "\(error)" == "line 2, column 18 at /States/Pay/pin: not an escape sequence of JSON"
        }
    }

    @Test func `a lone fault deep inside names the whole way`() throws {
        let text = String(repeating: "{\"a\":[", count: 200) + "?"
        let error = try #require(Verdict(Array(text.utf8)).parser)
        #expect(error.pointer.tokens == (0..<200).flatMap { _ in ["a", "0"] })
    }
}
