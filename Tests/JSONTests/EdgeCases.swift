import JSON
import Testing

/// A text and what must become of it.
struct EdgeCase: Sendable, CustomTestStringConvertible {
    var text: [UInt8]
    var refusal: JSONError.Kind?

    init(_ text: String, _ refusal: JSONError.Kind? = nil) {
        self.init(Array(text.utf8), refusal)
    }

    init(_ text: [UInt8], _ refusal: JSONError.Kind? = nil) {
        self.text = text
        self.refusal = refusal
    }

    /// A string literal around bytes that are not all UTF-8.
    static func string(_ bytes: [UInt8], _ refusal: JSONError.Kind? = nil) -> EdgeCase {
        EdgeCase([0x22] + bytes + [0x22], refusal)
    }

    var testDescription: String {
        let shown = text.count > 60 ? Array(text.prefix(60)) + Array("…".utf8) : text
        return String(decoding: shown, as: UTF8.self)
    }
}

enum EdgeCases {
    static let numbers: [EdgeCase] =
        [
            "0", "-0", "1", "-1", "9", "10", "0.0", "-0.0", "0.5", "1.10", "123.456", "0e0", "0E0", "0e+0", "0e-0",
            "1e1",
            "1E1", "1e+1", "1e-1", "1E+01", "1e00", "0e00001", "1.5e300", "1e400", "-1e400", "1e-400", "0.1e1",
            "1.0e-0",
            "12345678901234567890", "-9223372036854775808", "-9223372036854775809", "18446744073709551616",
            "1e99999999999999999999", "0.000000000000000000000000000000000001", "4.9e-324", "1.7976931348623157e308",
            "[1,-2,3.5]", "[1 ]", "[-1\n,2]", String(repeating: "9", count: 2000),
            "0." + String(repeating: "3", count: 2000),
        ].map { EdgeCase($0) }
        + [
            EdgeCase("01", .invalidNumber), EdgeCase("00", .invalidNumber), EdgeCase("-01", .invalidNumber),
            EdgeCase("-", .unexpectedEnd), EdgeCase("[-]", .invalidNumber), EdgeCase("--1", .invalidNumber),
            EdgeCase("+1", .unexpectedCharacter), EdgeCase(".5", .unexpectedCharacter), EdgeCase("-.5", .invalidNumber),
            EdgeCase("1.", .unexpectedEnd), EdgeCase("[1.]", .invalidNumber), EdgeCase("1.e1", .invalidNumber),
            EdgeCase("1e", .unexpectedEnd), EdgeCase("1e+", .unexpectedEnd), EdgeCase("[1e]", .invalidNumber),
            EdgeCase("[1e+]", .invalidNumber), EdgeCase("1e1.5", .trailingContent), EdgeCase("1.2.3", .trailingContent),
            EdgeCase("[1.2.3]", .expectedCommaOrEnd), EdgeCase("0x10", .trailingContent),
            EdgeCase("1_000", .trailingContent),
            EdgeCase("1,000", .trailingContent), EdgeCase("1 000", .trailingContent),
            EdgeCase("[1 000]", .expectedCommaOrEnd),
            EdgeCase("1e++1", .invalidNumber), EdgeCase("1ee1", .invalidNumber), EdgeCase("- 1", .invalidNumber),
            EdgeCase("-a", .invalidNumber), EdgeCase("1a", .trailingContent), EdgeCase("NaN", .unexpectedCharacter),
            EdgeCase("Infinity", .unexpectedCharacter), EdgeCase("-Infinity", .invalidNumber),
            EdgeCase("nan", .invalidLiteral), EdgeCase("[1e1e1]", .expectedCommaOrEnd),
            EdgeCase("1f", .trailingContent),
            EdgeCase("\u{FF11}", .unexpectedCharacter), EdgeCase("[1\u{0}]", .expectedCommaOrEnd),
        ]

    static let strings: [EdgeCase] =
        [
            #""""#, #""a""#, #"" ""#, #""\"""#, #""\\""#, #""\/""#, #""/""#, #""\b\f\n\r\t""#, #""\u0000""#,
            #""\u001f""#,
            #""\u0041""#, #""\uABCD\uabcd""#, #""\u00e9""#, #""\ud83d\ude00""#, #""\uD83D\uDE00""#, #""\uD800\uDC00""#,
            #""\uDBFF\uDFFF""#, #""\uFFFF""#, #""\uFDD0""#, #""\ud7ff\ue000""#, #""\\u0041""#, #""\\\\""#, "\"\u{7F}\"",
            "\"é\"", "\"e\u{301}\"", "\"€\"", "\"😀\"", "\"\u{10FFFF}\"", "\"\u{FFFF}\"", "\"\u{FEFF}\"",
            "\"\u{2028}\u{2029}\"",
            "\"a/* no comment */b\"", "\"// neither\"", "\"{[,:]}\"", "\"1234567\"", "\"12345678\"",
            "\"123456789012345\"",
            "\"1234567890123456\"", "\"abcdefgé\"", "\"abcdefghé\"", #""1234567\n""#, #""12345678\n""#,
        ].map { EdgeCase($0) }
        + [
            EdgeCase.string([0xED, 0x9F, 0xBF]), EdgeCase.string([0xEE, 0x80, 0x80]),
            EdgeCase.string([0xF0, 0x90, 0x80, 0x80]), EdgeCase.string([0xF4, 0x8F, 0xBF, 0xBF]),
            EdgeCase.string([0xC2, 0x80]), EdgeCase.string([0xE0, 0xA0, 0x80]),
            EdgeCase("\"", .unterminatedString), EdgeCase("\"a", .unterminatedString),
            EdgeCase(#""\"#, .unterminatedString),
            EdgeCase(#""\""#, .unterminatedString), EdgeCase(#""\u"#, .unterminatedString),
            EdgeCase(#""\u00"#, .unterminatedString), EdgeCase(#"["a]"#, .unterminatedString),
            EdgeCase(#""\u00""#, .invalidEscape), EdgeCase(#""\u""#, .invalidEscape),
            EdgeCase(#""\u00G0""#, .invalidEscape),
            EdgeCase(#""\u-123""#, .invalidEscape), EdgeCase(#""\u 123""#, .invalidEscape),
            EdgeCase(#""\x41""#, .invalidEscape),
            EdgeCase(#""\a""#, .invalidEscape), EdgeCase(#""\'""#, .invalidEscape), EdgeCase(#""\0""#, .invalidEscape),
            EdgeCase(#""\U0041""#, .invalidEscape), EdgeCase("\"\\\n\"", .invalidEscape),
            EdgeCase(#""\é""#, .invalidEscape),
            EdgeCase("\"\\\u{0}\"", .invalidEscape), EdgeCase(#""\ud800""#, .loneSurrogate),
            EdgeCase(#""\udc00""#, .loneSurrogate), EdgeCase(#""\ud800x""#, .loneSurrogate),
            EdgeCase(#""\ud800\n""#, .loneSurrogate), EdgeCase(#""\ud800\ud800""#, .loneSurrogate),
            EdgeCase(#""\ud800\u0041""#, .loneSurrogate), EdgeCase(#""\ude00\ud83d""#, .loneSurrogate),
            EdgeCase(#""\ud83d\ude00\ude00""#, .loneSurrogate), EdgeCase(#""\ud800\u""#, .invalidEscape),
            EdgeCase("\"\n\"", .controlCharacter), EdgeCase("\"\t\"", .controlCharacter),
            EdgeCase("\"\r\"", .controlCharacter), EdgeCase("\"\u{0}\"", .controlCharacter),
            EdgeCase("\"\u{1F}\"", .controlCharacter), EdgeCase("\"1234567\u{1}\"", .controlCharacter),
            EdgeCase("\"12345678\u{1F}\"", .controlCharacter), EdgeCase("'a'", .unexpectedCharacter),
            EdgeCase.string([0x80], .invalidUTF8), EdgeCase.string([0xBF], .invalidUTF8),
            EdgeCase.string([0xFE], .invalidUTF8),
            EdgeCase.string([0xFF], .invalidUTF8), EdgeCase.string([0xC0, 0xAF], .invalidUTF8),
            EdgeCase.string([0xC1, 0xBF], .invalidUTF8), EdgeCase.string([0xC3], .invalidUTF8),
            EdgeCase.string([0xC3, 0x28], .invalidUTF8), EdgeCase.string([0xE0, 0x80, 0xAF], .invalidUTF8),
            EdgeCase.string([0xE0, 0x9F, 0xBF], .invalidUTF8), EdgeCase.string([0xE2, 0x82], .invalidUTF8),
            EdgeCase.string([0xE2, 0x82, 0x28], .invalidUTF8), EdgeCase.string([0xED, 0xA0, 0x80], .invalidUTF8),
            EdgeCase.string([0xED, 0xBF, 0xBF], .invalidUTF8),
            EdgeCase.string([0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], .invalidUTF8),
            EdgeCase.string([0xF0, 0x80, 0x80, 0xAF], .invalidUTF8),
            EdgeCase.string([0xF0, 0x8F, 0xBF, 0xBF], .invalidUTF8),
            EdgeCase.string([0xF0, 0x9F, 0x98], .invalidUTF8), EdgeCase.string([0xF4, 0x90, 0x80, 0x80], .invalidUTF8),
            EdgeCase.string([0xF5, 0x80, 0x80, 0x80], .invalidUTF8),
            EdgeCase.string([0xF8, 0x88, 0x80, 0x80, 0x80], .invalidUTF8), EdgeCase([0x22, 0xE2, 0x82], .invalidUTF8),
            EdgeCase([0x22, 0xF0, 0x9F], .invalidUTF8), EdgeCase([0xE9], .unexpectedCharacter),
        ]

    static let structure: [EdgeCase] =
        [
            "null", "true", "false", "[]", "{}", " [] ", "\t\r\n{}\n", "[[]]", "[[],{}]", #"{"":0}"#, #"{"":{"":0}}"#,
            #"{"a":{"a":1},"b":{"a":1}}"#, #"[{"a":1},{"a":1}]"#, #"{"a":[{"a":1}],"A":2}"#, "{\"é\":1,\"e\u{301}\":2}",
            #"{"\u0000":1}"#, #" { "a" : [ 1 , true , null ] } "#, "[null,null]", #"{"a\"b":1}"#, "[\"\",0]",
            String(repeating: "[", count: 512) + String(repeating: "]", count: 512),
            String(repeating: "{\"a\":", count: 512) + "1" + String(repeating: "}", count: 512),
            String(repeating: "[{\"a\":", count: 256) + "[]".dropFirst(2) + "0" + String(repeating: "}]", count: 256),
            "[" + String(repeating: "[],", count: 1000) + "[]]", object(keys: 23), object(keys: 24), object(keys: 25),
            object(keys: 2000), "[" + object(keys: 40) + "," + object(keys: 40) + "]",
        ].map { EdgeCase($0) }
        + [
            EdgeCase("", .emptyInput), EdgeCase(" \n", .emptyInput), EdgeCase("\u{FEFF}{}", .byteOrderMark),
            EdgeCase("\u{FEFF}", .byteOrderMark), EdgeCase([0xFF, 0xFE, 0x31, 0x00], .unexpectedCharacter),
            EdgeCase([0xEF, 0xBB], .unexpectedCharacter), EdgeCase(" \u{FEFF}1", .unexpectedCharacter),
            EdgeCase("[", .unexpectedEnd), EdgeCase("[1", .unexpectedEnd), EdgeCase("[1,", .unexpectedEnd),
            EdgeCase("{", .unexpectedEnd), EdgeCase("{\"a\"", .unexpectedEnd), EdgeCase("{\"a\":", .unexpectedEnd),
            EdgeCase("{\"a\":1", .unexpectedEnd), EdgeCase("{\"a\":1,", .unexpectedEnd),
            EdgeCase("[1,]", .trailingComma),
            EdgeCase("[1 , ]", .trailingComma), EdgeCase("{\"a\":1,}", .trailingComma),
            EdgeCase("[,]", .unexpectedCharacter),
            EdgeCase("[,1]", .unexpectedCharacter), EdgeCase("[1,,2]", .unexpectedCharacter),
            EdgeCase("{,}", .expectedKey), EdgeCase("{\"a\":1,,\"b\":2}", .expectedKey),
            EdgeCase("[1 2]", .expectedCommaOrEnd),
            EdgeCase("{\"a\":1 \"b\":2}", .expectedCommaOrEnd), EdgeCase("{\"a\" 1}", .expectedColon),
            EdgeCase("{\"a\",1}", .expectedColon), EdgeCase("{\"a\"}", .expectedColon),
            EdgeCase("{\"a\":}", .unexpectedCharacter),
            EdgeCase("{\"a\"::1}", .unexpectedCharacter), EdgeCase("{a:1}", .expectedKey),
            EdgeCase("{'a':1}", .expectedKey),
            EdgeCase("{1:1}", .expectedKey), EdgeCase("{null:1}", .expectedKey), EdgeCase("{[]:1}", .expectedKey),
            EdgeCase("[1}", .expectedCommaOrEnd), EdgeCase("{\"a\":1]", .expectedCommaOrEnd),
            EdgeCase("]", .unexpectedCharacter),
            EdgeCase("}", .unexpectedCharacter), EdgeCase("[]]", .trailingContent), EdgeCase("{}}", .trailingContent),
            EdgeCase("1 2", .trailingContent), EdgeCase("{} {}", .trailingContent),
            EdgeCase("\"a\" x", .trailingContent),
            EdgeCase("null\u{0}", .trailingContent), EdgeCase("[] // end", .trailingContent),
            EdgeCase("/* start */ []", .unexpectedCharacter), EdgeCase("[1, // one\n2]", .unexpectedCharacter),
            EdgeCase("[1 /* one */]", .expectedCommaOrEnd), EdgeCase("# x\n1", .unexpectedCharacter),
            EdgeCase("tru", .unexpectedEnd), EdgeCase("nul", .unexpectedEnd), EdgeCase("True", .unexpectedCharacter),
            EdgeCase("NULL", .unexpectedCharacter), EdgeCase("trux", .invalidLiteral),
            EdgeCase("[fals]", .invalidLiteral),
            EdgeCase("[nul]", .invalidLiteral), EdgeCase("nulll", .trailingContent),
            EdgeCase("undefined", .unexpectedCharacter),
            EdgeCase("\u{A0}1", .unexpectedCharacter), EdgeCase("\u{C}1", .unexpectedCharacter),
            EdgeCase("\u{B}[]", .unexpectedCharacter),
            EdgeCase("1\u{2003}", .trailingContent), EdgeCase("\u{0}", .unexpectedCharacter),
            EdgeCase(String(repeating: "[", count: 513) + String(repeating: "]", count: 513), .tooDeep),
            EdgeCase(String(repeating: "{\"a\":", count: 513) + "1" + String(repeating: "}", count: 513), .tooDeep),
            EdgeCase(String(repeating: "[", count: 100_000), .tooDeep),
            EdgeCase(String(repeating: "{\"\":", count: 50_000), .tooDeep),
            EdgeCase(#"{"a":1,"a":1}"#, .duplicateKey), EdgeCase(#"{"a":1,"b":2,"a":{}}"#, .duplicateKey),
            EdgeCase(#"{"a":1,"\u0061":2}"#, .duplicateKey), EdgeCase(#"{"\u0061":1,"a":2}"#, .duplicateKey),
            EdgeCase(#"{"😀":1,"\ud83d\ude00":2}"#, .duplicateKey), EdgeCase(#"{"":1,"":2}"#, .duplicateKey),
            EdgeCase(#"{"x":{"averyverylongkey":1,"averyverylongkey":2}}"#, .duplicateKey),
            EdgeCase(#"{"a":{"b":1},"a":2}"#, .duplicateKey), EdgeCase(#"[{"a":1,"a":2}]"#, .duplicateKey),
            EdgeCase(object(keys: 23, last: "\"k0\":1"), .duplicateKey),
            EdgeCase(object(keys: 24, last: "\"k23\":1"), .duplicateKey),
            EdgeCase(object(keys: 500, last: "\"k7\":1"), .duplicateKey),
            EdgeCase(object(keys: 500, last: #""\u006b499":1"#), .duplicateKey),
        ]

    static let all = numbers + strings + structure

    /// An object of many different keys, and one more member at its end.
    static func object(keys: Int, last: String? = nil) -> String {
        let members = (0..<keys).map { "\"k\($0)\":\($0)" } + (last.map { [$0] } ?? [])
        return "{" + members.joined(separator: ",") + "}"
    }
}
