import FoundationEssentials
import JSON
import Testing

@Suite struct CodableTests {
    struct Everything: Codable, Equatable {
        enum Grade: String, Codable { case junior, senior }
        struct Line: Codable, Equatable {
            var hours: Double
            var note: String?
        }

        var int: Int, int8: Int8, int16: Int16, int32: Int32, int64: Int64
        var uint: UInt, uint8: UInt8, uint16: UInt16, uint32: UInt32, uint64: UInt64
        var float: Float, double: Double, bool: Bool, string: String
        var decimal: Decimal, date: Date, data: Data, url: URL, uuid: UUID
        var grade: Grade, lines: [Line], matrix: [[Int]], byName: [String: Line], missing: Int?, optionals: [String?]
        var value: JSONValue, number: JSONNumber
    }

    static func everything() throws -> Everything {
        Everything(
            int: .min, int8: .min, int16: .min, int32: .min, int64: .min, uint: .max, uint8: .max, uint16: .max,
            uint32: .max, uint64: .max, float: 0.1, double: 0.1, bool: true, string: "é\"\n",
            decimal: try #require(Decimal(string: "12345678901234567890.10")),
            date: Date(timeIntervalSinceReferenceDate: 805_627_800.123456), data: Data([0, 255, 7]),
            url: try #require(URL(string: "https://example.org/a?b=c")),
            uuid: try #require(UUID(uuidString: "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6")), grade: .senior,
            lines: [.init(hours: 7.5, note: "late"), .init(hours: 8, note: nil)], matrix: [[1], [], [2, 3]],
            byName: ["b": .init(hours: 1, note: nil), "a": .init(hours: 2, note: nil)], missing: nil,
            optionals: ["x", nil], value: try JSONValue(parsing: #"{"z":1.10,"a":[1e400]}"#),
            number: try #require(JSONNumber("1.10")))
    }

    @Test func `a type with everything in it goes to JSON text and back`() throws {
        let everything = try Self.everything()
        let value = try JSONValueEncoder().encode(everything)
        let text = value.jsonText
        #expect(try JSONValueDecoder().decode(Everything.self, from: text) == everything)
        #expect(value["uint64"]?.text == "18446744073709551615")
        #expect(value["date"] == "2026-07-13T09:30:00.123456Z")
        #expect(value["data"] == "AP8H")
        #expect(value["url"] == "https://example.org/a?b=c")
        #expect(value["uuid"] == "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6")
        #expect(value["value"]?.text == #"{"z":1.10,"a":[1e400]}"#)
        #expect(value["float"]?.text == "0.1")
        #expect(value["byName"]?.objectValue?.keys == ["a", "b"])
        #expect(value["missing"] == nil)
        #expect(value["optionals"] == ["x", nil])
    }

    struct Row: Sendable {
        var type: any (Decodable & Sendable).Type
        var text: String
        var expected: String
    }

    @Test(arguments: [
        Row(type: Int8.self, text: "128", expected: "dataCorrupted"),
        Row(type: UInt8.self, text: "-1", expected: "dataCorrupted"),
        Row(type: Int16.self, text: "32768", expected: "dataCorrupted"),
        Row(type: Int32.self, text: "1e10", expected: "dataCorrupted"),
        Row(type: Int64.self, text: "9223372036854775808", expected: "dataCorrupted"),
        Row(type: UInt64.self, text: "18446744073709551616", expected: "dataCorrupted"),
        Row(type: Int.self, text: "1.5", expected: "dataCorrupted"),
        Row(type: Int.self, text: "\"1\"", expected: "typeMismatch"),
        Row(type: Int.self, text: "true", expected: "typeMismatch"),
        Row(type: Bool.self, text: "1", expected: "typeMismatch"),
        Row(type: Int.self, text: "null", expected: "valueNotFound"),
        Row(type: String.self, text: "1", expected: "typeMismatch"),
        Row(type: Double.self, text: "1e400", expected: "dataCorrupted"),
        Row(type: Float.self, text: "1e39", expected: "dataCorrupted"),
        Row(type: Decimal.self, text: "1.000000000000000000000000000000000000000000001", expected: "dataCorrupted"),
        Row(type: Decimal.self, text: "1e400", expected: "dataCorrupted"),
        Row(type: Date.self, text: "\"yesterday\"", expected: "dataCorrupted"),
        Row(type: Date.self, text: "1", expected: "typeMismatch"),
        Row(type: Data.self, text: "\"*\"", expected: "dataCorrupted"),
        Row(type: UUID.self, text: "\"x\"", expected: "dataCorrupted"),
        Row(type: [Int].self, text: "{}", expected: "typeMismatch"),
        Row(type: [String: Int].self, text: "[]", expected: "typeMismatch"),
        Row(type: JSONNumber.self, text: "\"1\"", expected: "typeMismatch"),
        Row(type: Everything.Grade.self, text: "\"chief\"", expected: "dataCorrupted"),
        Row(type: Everything.Line.self, text: "{}", expected: "keyNotFound"),
    ])
    func `what does not fit is an error of the right kind with its path`(_ row: Row) throws {
        func decode<Value: Decodable>(_ type: Value.Type) throws {
            let text = try JSONText(validating: "{\"a\":[\(row.text)]}")
            _ = try JSONValueDecoder().decode([String: [Value]].self, from: text)
        }
        #expect {
            try decode(row.type)
        } throws: { error in
            let (name, context) = Self.describe(error)
            return name == row.expected && context?.codingPath.map(\.stringValue) == ["a", "Index 0"]
        }
    }

    static func describe(_ error: any Error) -> (String, DecodingError.Context?) {
        switch error as? DecodingError {
        case .dataCorrupted(let context): ("dataCorrupted", context)
        case .typeMismatch(_, let context): ("typeMismatch", context)
        case .valueNotFound(_, let context): ("valueNotFound", context)
        case .keyNotFound(_, let context): ("keyNotFound", context)
        default: ("\(error)", nil)
        }
    }

    @Test
    func `whole numbers decode as integers however they are written, and members nobody asked for are passed over`()
        throws
    {
        let decoder = JSONValueDecoder()
        #expect(try decoder.decode([Int8].self, from: JSONValue(parsing: "[1.0,1e2,-0]")) == [1, 100, 0])
        let line = try decoder.decode(
            Everything.Line.self, from: JSONValue(parsing: #"{"hours":1,"other":[],"note":null}"#))
        #expect(line == Everything.Line(hours: 1, note: nil))
        #expect(try decoder.decode(Decimal.self, from: JSONValue(parsing: "0.1")) == Decimal(string: "0.1"))
    }

    @Test(arguments: [
        ("2001-01-01T00:00:00Z", 0), ("2001-01-01T00:00:00.5Z", 0.5), ("2001-01-01T01:00:00+01:00", 0),
        ("2000-12-31T22:30:00.000-01:30", 0), ("2000-02-29T00:00:00Z", -26_524_800),
        ("1970-01-01T00:00:00Z", -978_307_200),
        ("2024-12-31T23:59:59.999999Z", 757_382_399.999999), ("0001-01-01T00:00:00Z", -63_113_904_000),
        ("9999-12-31T23:59:59.999Z", 252_423_993_599.999),
    ])
    func `dates are read with any offset`(_ text: String, _ seconds: Double) throws {
        let date = try JSONValueDecoder().decode(Date.self, from: .string(text))
        #expect(date.timeIntervalSinceReferenceDate == seconds)
        let written = try JSONValueEncoder().encode(date)
        #expect(try JSONValueDecoder().decode(Date.self, from: written) == date)
    }

    @Test(arguments: [
        "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01",
        "2026-01-01T00:00:00", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:60Z",
        "26-01-01T00:00:00Z",
        "2026-01-01T00:00:00Z ", "2026-01-01T00:00:00+0100", "2100-02-29T00:00:00Z", "0000-01-01T00:00:00Z",
    ])
    func `what is no date is refused`(_ text: String) {
        #expect(throws: DecodingError.self) { try JSONValueDecoder().decode(Date.self, from: .string(text)) }
    }

    @Test func `dates agree with Foundation's formatter over four centuries`() throws {
        for day in stride(from: -146_097.0, to: 146_097, by: 97) {
            let date = Date(timeIntervalSinceReferenceDate: day * 86_400 + 12_345)
            let text = date.formatted(.iso8601).dropLast() + ".000Z"
            #expect(try JSONValueEncoder().encode(date) == .string(String(text)))
        }
    }

    @Test(arguments: [
        "0", "-0", "1E+2", "1e-2", "0e5", "-1.50", "1e127", "1e-28", "99999999999999999999999999999999999999",
    ])
    func `a Decimal is exact in every spelling and comes back`(_ text: String) throws {
        let number = try #require(JSONNumber(text))
        let decimal = try JSONValueDecoder().decode(Decimal.self, from: .number(number))
        let written = try #require(try JSONValueEncoder().encode(decimal).numberValue)
        #expect(written.isEqual(to: number))
        #expect(try JSONValueDecoder().decode(Decimal.self, from: .number(written)) == decimal)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `what JSON has no number for is an encoding error`(_ value: Double) {
        #expect(throws: EncodingError.self) { try JSONValueEncoder().encode([value]) }
        #expect(throws: EncodingError.self) { try JSONValueEncoder().encode([Float(value)]) }
    }

    @Test func `a Decimal that is not a number is an encoding error`() {
        #expect(throws: EncodingError.self) { try JSONValueEncoder().encode(Decimal.nan) }
    }

    class Animal: Codable {
        var name = "cat"
    }

    final class Pet: Animal {
        enum Keys: CodingKey { case owner, nested, list }
        enum Inner: CodingKey { case a, b }

        var owner = "Ann"

        override init() { super.init() }

        required init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            owner = try container.decode(String.self, forKey: .owner)
            let nested = try container.nestedContainer(keyedBy: Inner.self, forKey: .nested)
            #expect(try nested.decode(Int.self, forKey: .a) == 1)
            #expect(try nested.decodeNil(forKey: .b))
            #expect(nested.allKeys.count == 2)
            var list = try container.nestedUnkeyedContainer(forKey: .list)
            var inner = try list.nestedUnkeyedContainer()
            #expect(try inner.decode(String.self) == "x")
            #expect(inner.isAtEnd)
            #expect(throws: DecodingError.self) { try inner.decode(String.self) }
            #expect(try list.decodeNil())
            let keyed = try list.nestedContainer(keyedBy: Inner.self)
            #expect(keyed.contains(.a) == false)
            #expect(list.count == 3)
            try super.init(from: container.superDecoder())
        }

        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(owner, forKey: .owner)
            var nested = container.nestedContainer(keyedBy: Inner.self, forKey: .nested)
            var list = container.nestedUnkeyedContainer(forKey: .list)
            try nested.encode(1, forKey: .a)
            var inner = list.nestedUnkeyedContainer()
            try list.encodeNil()
            _ = list.nestedContainer(keyedBy: Inner.self)
            try inner.encode("x")
            try nested.encodeNil(forKey: .b)
            try super.encode(to: container.superEncoder())
        }
    }

    @Test func `nested containers and super coders keep their places`() throws {
        let pet = Pet()
        pet.name = "dog"
        let value = try JSONValueEncoder().encode(pet)
        #expect(
            value.text == #"{"owner":"Ann","nested":{"a":1,"b":null},"list":[["x"],null,{}],"super":{"name":"dog"}}"#)
        let back = try JSONValueDecoder().decode(Pet.self, from: value)
        #expect(back.name == "dog")
    }

    struct UsesInfo: Codable {
        static let key = CodingUserInfoKey(rawValue: "rate")
        var rate = 0

        init(from decoder: any Decoder) throws {
            rate = Self.key.flatMap { decoder.userInfo[$0] as? Int } ?? 0
        }
    }

    @Test func `user info reaches the types`() throws {
        var decoder = JSONValueDecoder()
        decoder.userInfo[try #require(UsesInfo.key)] = 7
        #expect(try decoder.decode([UsesInfo].self, from: [[:]]).first?.rate == 7)
    }

    @Test func `JSONValue works with other coders as far as their numbers reach`() throws {
        let value: JSONValue = ["a": [1, 1.5, "x", nil, true, [:]]]
        let data = try JSONEncoder().encode(value)
        #expect(try JSONDecoder().decode(JSONValue.self, from: data) == value)
    }

    struct Endless: Encodable {
        func encode(to encoder: any Encoder) throws {
            var container = encoder.unkeyedContainer()
            try container.encode(Endless())
        }
    }

    @Test func `a type nested without end is an error and no crash`() {
        #expect(throws: EncodingError.self) { try JSONValueEncoder().encode(Endless()) }
    }
}
