import Payroll
import Testing

@Suite struct CSVReaderTests {
    static func records(_ bytes: [UInt8]) throws -> [[String]] {
        let directory = try TemporaryDirectory()
        var reader = CSVReader(try FileReader(directory.write("file.csv", bytes)))
        var record = CSVRecord()
        var found: [[String]] = []
        while try reader.next(&record) {
            found.append((0..<record.count).map { String(decoding: record[$0], as: UTF8.self) })
        }
        return found
    }

    @Test(arguments: [
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,b\nc,", [["a", "b"], ["c", ""]]),
        ("\u{FEFF}a,b\n", [["a", "b"]]),
        ("\u{FEFF}\"a\",b\n", [["a", "b"]]),
        ("\"a,\"\"b\"\"\",\"c\r\nd\"\n", [["a,\"b\"", "c\r\nd"]]),
        ("\"\",\"\"\n", [["", ""]]),
        ("\"\"\n", [[""]]),
        ("\n\r\na\n\n", [["a"]]),
        (",\n", [["", ""]]),
        ("", []),
        ("\u{FEFF}", []),
        ("é,\"日本\"\n", [["é", "日本"]]),
    ])
    func recordsAreReadAsRFC4180Says(_ text: String, _ expected: [[String]]) throws {
        #expect(try Self.records(Array(text.utf8)) == expected)
    }

    @Test func aRecordMayCrossTheEndsOfManyChunks() throws {
        let field = String(repeating: "x", count: 3999)
        let row = "\"\(field)\r\n\",\(field),\"\"\"\"\r\n"
        let found = try Self.records(Array(String(repeating: row, count: 200).utf8))
        #expect(found.count == 200)
        #expect(found.allSatisfy { $0 == [field + "\r\n", field, "\""] })
    }

    @Test(arguments: [
        ("a\n\"b", CSVError.Problem.unterminatedQuote, 2, 0),
        ("a\n\n\"b\nc\nd", .unterminatedQuote, 3, 0),
        ("a,b\"c\n", .quoteInsideUnquotedField, 1, 1),
        ("\"a\"b\n", .textAfterClosingQuote, 1, 0),
        ("a\rb\n", .bareCarriageReturn, 1, 0),
        ("a,\"b\n" + String(repeating: "x", count: 5000), .fieldTooLong(limit: 4096, quoted: true), 1, 1),
    ])
    func whatIsNoCSVIsRefusedWithItsPlace(
        _ text: String, _ problem: CSVError.Problem, _ line: Int, _ field: Int
    ) throws {
        #expect {
            try Self.records(Array(text.utf8))
        } throws: { error in
            guard let error = error as? CSVError else { return false }
            return error.problem == problem && error.line == line && error.field == field
        }
    }

    @Test(
        arguments: [
            [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0x80],
        ] as [[UInt8]])
    func bytesThatAreNotUTF8AreRefusedWithTheirLine(_ bytes: [UInt8]) throws {
        #expect {
            try Self.records(Array("a,b\n\"x\ny\",".utf8) + bytes + [0x0A])
        } throws: { error in
            (error as? CSVError)?.problem == .invalidUTF8 && (error as? CSVError)?.line == 3
        }
    }

    @Test(arguments: [["plain", "with space"], ["a,b", "say \"no\"", "two\nlines", ""], ["é", "\r"]])
    func whatIsWrittenIsReadBack(_ fields: [String]) throws {
        var csv = CSVLine()
        csv.record(fields)
        csv.record(fields.reversed())
        #expect(try Self.records(csv.bytes) == [fields, fields.reversed()])
    }
}
