import JSON
import Testing

@Suite struct JSONNumberTests {
    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("1", 1), ("-1", -1), ("1.0", 1), ("1e2", 100), ("1.50e1", 15), ("100e-2", 1),
            ("0e99999999999999999999", 0), ("0.0", 0), ("9223372036854775807", Int.max),
            ("-9223372036854775808", Int.min),
            ("9223372036854775808", nil), ("-9223372036854775809", nil), ("9.223372036854775807e18", Int.max),
            ("1.5", nil),
            ("1e-1", nil), ("1e19", nil), ("1e18", 1_000_000_000_000_000_000), ("1e999999999", nil), ("-1.20e1", -12),
            ("0.00000000000000000001e20", 1), ("1e-99999999999999999999", nil), ("1e99999999999999999999", nil),
        ] as [(String, Int?)])
    func `an integer is exact or nil`(_ text: String, _ expected: Int?) throws {
        let number = try #require(JSONNumber(text))
        #expect(number.int == expected)
        #expect(number.text == text)
    }

    @Test func `integers of every width are exact at their limits`() throws {
        #expect(JSONNumber("18446744073709551615")?.integer(UInt64.self) == .max)
        #expect(JSONNumber("18446744073709551616")?.integer(UInt64.self) == nil)
        #expect(JSONNumber("1.8446744073709551615e19")?.integer(UInt64.self) == .max)
        #expect(JSONNumber("-128.0")?.integer(Int8.self) == -128)
        #expect(JSONNumber("128.0")?.integer(Int8.self) == nil)
        #expect(JSONNumber("1e2")?.integer(Int8.self) == 100)
        #expect(JSONNumber("1e3")?.integer(UInt8.self) == nil)
        #expect(JSONNumber("-0.0")?.integer(UInt8.self) == 0)
        #expect(JSONNumber("-1")?.integer(UInt8.self) == nil)
    }

    @Test(arguments: [
        ("1", "1.0", 0), ("0", "-0", 0), ("0e5", "-0.000", 0), ("1e2", "100", 0), ("1", "2", -1), ("-1", "1", -1),
        ("-2", "-1", -1), ("-1.5", "-1.25", -1), ("1.5", "1.25", 1),
        ("12345678901234567890", "12345678901234567891", -1),
        ("0.1", "0.10000000000000000000000001", -1), ("1e400", "1e401", -1), ("-1e400", "-1e401", 1),
        ("1e-400", "0", 1),
        ("1e99999999999999999999", "10e99999999999999999998", 0),
        ("1e99999999999999999999", "1e99999999999999999998", 1),
        ("0.001e-99999999999999999999", "1e-100000000000000000002", 0), ("10", "9", 1), ("0.01", "0.1", -1),
        ("1e1000000000000000000", "10e999999999999999999", 0), ("1e-1000000000000000000", "0.1e-999999999999999999", 0),
        ("1e-99999999999999999999", "1e99999999999999999999", -1), ("100", "1e2", 0), ("1000e-3", "1", 0),
    ])
    func `numbers compare by their exact values`(_ a: String, _ b: String, _ expected: Int) throws {
        let a = try #require(JSONNumber(a))
        let b = try #require(JSONNumber(b))
        #expect(JSONNumber.compare(a, b) == expected)
        #expect(JSONNumber.compare(b, a) == -expected)
        #expect(a.isEqual(to: b) == (expected == 0))
    }

    @Test(arguments: [
        "", " 1", "1 ", "01", "+1", ".5", "5.", "1e", "0x1", "NaN", "1\u{0}", "--1", "true", "\"1\"", "1,2",
    ])
    func `a text outside the grammar is no number`(_ text: String) {
        #expect(JSONNumber(text) == nil)
    }

    @Test(arguments: [
        0.0, -0.0, 1, -1.5, 0.1, 1e22, 1e16, 123456789.123, .pi, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
    ])
    func `a Double comes back bit for bit`(_ value: Double) throws {
        let number = try #require(JSONNumber(value))
        #expect(JSONNumber(number.text) == number)
        #expect(number.double.bitPattern == value.bitPattern)
    }

    @Test func `what no Double holds is infinite or zero, and what is not finite is no number`() {
        #expect(JSONNumber("1e400")?.double == .infinity)
        #expect(JSONNumber("-1e400")?.double == -.infinity)
        #expect(JSONNumber("1e-400")?.double == 0)
        #expect(JSONNumber("1e99999999999999999999")?.double == .infinity)
        #expect(JSONNumber("-1e-99999999999999999999")?.double.sign == .minus)
        #expect(JSONNumber("1e39")?.float == .infinity)
        #expect(JSONNumber(Double.nan) == nil)
        #expect(JSONNumber(-Double.infinity) == nil)
        #expect(JSONNumber(Float.infinity) == nil)
    }

    @Test func `equality is of texts`() {
        #expect(JSONNumber("1") != JSONNumber("1.0"))
        #expect(JSONValue(integerLiteral: 1) == JSONValue.number(JSONNumber(1)))
        #expect((1.5 as JSONValue).text == "1.5")
    }
}
