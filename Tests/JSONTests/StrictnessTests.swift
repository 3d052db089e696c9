import JSON
import Testing

@Suite struct StrictnessTests {
    @Test(arguments: EdgeCases.all)
    func `the parser, the validator and the reader give the same verdict`(_ edge: EdgeCase) {
        let verdict = Verdict(edge.text)
        #expect(verdict.parser?.kind == edge.refusal)
        #expect(verdict.isUnanimous, "\(verdict)")
    }

    @Test func `there are hundreds of edge cases of both kinds`() {
        #expect(EdgeCases.all.count { $0.refusal == nil } >= 100)
        #expect(EdgeCases.all.count { $0.refusal != nil } >= 100)
    }

    @Test(arguments: EdgeCases.all.filter { $0.refusal == nil })
    func `an accepted text keeps its bytes, and its value written and read again is equal`(_ edge: EdgeCase) throws {
        let text = try JSONText(validating: edge.text)
        let value = try JSONValue(parsing: edge.text)
        #expect(try text.value() == value)
        #expect(try JSONValue(parsing: value.text) == value)
        #expect(try JSONValue(parsing: value.utf8[...]) == value)
        #expect(value.jsonText.string == value.text)
        var writer = JSONWriter()
        writer.value(value)
        #expect(writer.utf8 == value.utf8)
    }

    @Test(arguments: EdgeCases.all.filter { $0.refusal == nil && $0.text.count < 200 })
    func `every beginning of an accepted text gets one verdict, and the text is read alike inside a larger buffer`(
        _ edge: EdgeCase
    ) throws {
        for count in 0..<edge.text.count {
            let verdict = Verdict(Array(edge.text.prefix(count)))
            #expect(verdict.isUnanimous, "\(count): \(verdict)")
        }
        let buffer = Array("]\"".utf8) + edge.text + Array("9\"".utf8)
        let slice = buffer[2..<(2 + edge.text.count)]
        #expect(try JSONValue(parsing: slice) == JSONValue(parsing: edge.text))
        #expect(try JSONText(validating: slice) == JSONText(validating: edge.text))
    }

    @Test func `strings come out unescaped, scalar by scalar`() throws {
        let escaped = #""\"\\\/\b\f\n\r\t\u0000\u00e9\ud83d\ude00é\u2028""#
        let value = try JSONValue(parsing: escaped)
        #expect(value.stringValue.map { Array($0.utf8) } == Array("\"\\/\u{8}\u{C}\n\r\t\u{0}é😀é\u{2028}".utf8))
    }

    @Test func `strings are written with as few escapes as allowed`() {
        let value = JSONValue.string("\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}é😀\u{2028}")
        #expect(value.text == #""\"\\/\b\f\n\r\t\u0000\u001f"# + "\u{7F}é😀\u{2028}\"")
    }

    @Test func `every control character is escaped and comes back, at every place of a word`() throws {
        for code in UInt8(0)...0x7F {
            for lead in 0..<9 {
                let string = String(repeating: "x", count: lead) + String(Unicode.Scalar(code)) + "tail of it"
                let text = JSONValue.string(string).text
                #expect(try JSONValue(parsing: text).stringValue == string)
                #expect(text.utf8.allSatisfy { $0 >= 0x20 })
            }
        }
    }
}
