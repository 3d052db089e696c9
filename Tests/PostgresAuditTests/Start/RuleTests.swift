@testable import Engine
import EngineTesting
import JSON
import Testing

/// SQL refuses what Swift refuses, and nothing else.
@Suite(.timeLimit(.minutes(5))) struct RuleTests {
    @Test func `every edge case of JSON is taken or refused as Swift does`() async throws {
        let session = try await AuditDatabase.startable().owner()
        for edge in EdgeCases.all { try agrees(edge.text, session) }
    }

    @Test func `what Postgres sees otherwise is taken or refused as Swift does`() async throws {
        let session = try await AuditDatabase.startable().owner()
        let texts = [
            // Keys that Postgres' text cannot hold, alike and different.
            #"{"a\u0000":1,"a\u0000":2}"#, #"{"a\u0000":1,"a\u0001":2}"#, #"{"\u0000":1,"\u00010":2}"#,
            #"{"\u0000":1,"\u00000":2}"#, #"{"\u0001\u0000":1,"\u0001\u0001":2}"#, #"{"\\u0000":1,"\u0000":2}"#,
            #"{"\u0001":1,"\u0001":2}"#, #"{"\\u0001":1,"\\u0001":2}"#,
            // Surrogates beside backslashes that escape one another.
            #""\ud83d\\\ude00""#, #""\\\ud83d\ude00""#, #""\\ud83d""#, #""\\\\ud83d""#, #""\\\ud83d""#,
            #""\ud83d\ud83d\ude00\ude00""#, #"{"\ud83d":1}"#, #"{"\ud83d\ude00":1,"😀":2}"#,
            // Numbers beyond numeric.
            String(repeating: "9", count: 140_000), "0." + String(repeating: "9", count: 20_000), "1e131072",
            "1e-16384", "[1e131071,1e131071]", "{\"a\":1e400,\"a\":2}",
            // A member twice, hidden from whoever counts colons.
            #"{"a":1,"a":":"}"#, #"{"a":":","a":1}"#, #"{"a":1,"a":"\u003a"}"#, #"{"a:":1,"b":{"a:":1,"a:":2}}"#,
            #"[{"a":1},{"a":2}]"#, #"{"a":{"b":1},"c":{"b":1}}"#, #"{"a":{"b":1},"b":1}"#, #"{"a":[{"a":[{"a":1}]}]}"#,
            #"{"a":1,"A":2,"á":3,"a\u0301":4}"#, #"{"x":"a","x":"b\"}"#, #"{"a":"\"a\":","b":"\"a\":"}"#,
            #"{"é":1,"e\u0301":2}"#, #"{"a b":1,"a b":2}"#, #"{"a\n":1,"a\u000a":2}"#, #"{"\/":1,"/":2}"#,
            // Depth, and brackets that are none.
            String(repeating: "[", count: 512) + String(repeating: "]", count: 512),
            "\"" + String(repeating: "[", count: 600) + "\"", "[" + String(repeating: "[],", count: 600) + "1]",
            "[" + String(repeating: "{\"a\":1},", count: 600) + "{\"a\":1,\"a\":1}]",
            String(repeating: "[", count: 511) + "{\"a\":[]}" + String(repeating: "]", count: 511),
            // White space is what JSON says it is.
            "\u{A0}1", "1\u{2003}", "\u{B}1", "\u{FEFF}1", " \t\r\n1 \t\r\n", "\u{85}1", "1\n\n\"",
        ]
        for text in texts { try agrees(Array(text.utf8), session) }
    }

    @Test func `random texts are taken or refused as Swift does`() async throws {
        let session = try await AuditDatabase.startable().owner()
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "\"a\":", "\"a\":1,", "\"\\u0061\":", "\"\\u0000\":", "1",
            "-0.5e3", "null", " ", "\\", "\"", "\\\\", "\\ud83d", "\\ude00", "\"\\ud83d\\ude00\"", "{\"a\":[1,{}]}",
            "é",
        ]
        var random = SeededGenerator(seed: 1)
        var taken = 0
        for _ in 0..<3000 {
            var text = ""
            for _ in 0..<Int.random(in: 1...8, using: &random) { text += pieces.randomElement(using: &random) ?? "" }
            let wrapped = [text, "[\(text)]", "{\(text)}", "\"\(text)\""].randomElement(using: &random) ?? ""
            if try agrees(Array(wrapped.utf8), session) { taken += 1 }
        }
        #expect(taken > 150)
    }

    @Test func `a name is allowed where Swift allows it`() async throws {
        let session = try await AuditDatabase.startable().owner()
        let refused = try session.column(
            """
            SELECT i FROM generate_series(1, x'2ffff'::integer) AS i
            WHERE i NOT BETWEEN x'd800'::integer AND x'dfff'::integer AND NOT daybook.is_name('a' || chr(i))
            """
        ).compactMap { $0.flatMap { UInt32($0) } }
        let wanted = (1...0x2ffff as ClosedRange<UInt32>).filter { number in
            Unicode.Scalar(number).map { !ExecutionName.isValid("a" + String(Character($0))) } ?? false
        }
        #expect(refused == wanted)
        for name in [
            "", "a", String(repeating: "x", count: 80), String(repeating: "x", count: 81), "a\nb", "a\n", "\na",
            String(repeating: "😀", count: 80), String(repeating: "e\u{301}", count: 40),
            String(repeating: "e\u{301}", count: 41), "/\u{301}", "\u{600}\u{A0}", "a]b", "a^b", "a-b", "a\\b", "ab[",
            "\u{37E}", "\u{1FEF}", "a.b_c=d+e@f!('g')",
        ] {
            let isName = try session.value("SELECT daybook.is_name(\(SQLSession.quote(name)))")
            #expect(isName == (ExecutionName.isValid(name) ? "t" : "f"), "\(name.debugDescription)")
        }
    }

    /// A tenth of a megabyte that looks into everything is done within what a caller waits for.
    @Test func `the largest inputs are read in one go`() async throws {
        let session = try await AuditDatabase.startable().owner()
        try session.run("SET statement_timeout = '20s'")
        for text in [
            "'[' || repeat('[],', 87000) || '1]'", "'[\"' || repeat('\\n', 130000) || '\"]'",
            "repeat('[', 512) || '\"' || repeat('\\\\', 130000) || '\"' || repeat(']', 512)",
            "'[' || repeat('1e131071,', 29000) || '1]'", "'[' || repeat('{\"a\\n\":1},', 26000) || '1]'",
        ] {
            #expect(try session.refusal("SELECT daybook.checked_json(\(text), 'input')") == nil, "\(text)")
        }
    }

    /// Compares both, and says whether they take the text.
    @discardableResult
    private func agrees(_ text: [UInt8], _ session: SQLSession) throws -> Bool {
        let wanted = try? JSONText(validating: text)
        // As bytes, so that what is no UTF-8 gets there too; Postgres refuses it before it is an argument.
        let hex = text.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let call = "daybook.checked_json(convert_from('\\x\(hex)', 'UTF8'), 'input')"
        let shown = String(decoding: text.prefix(60), as: UTF8.self)
        let found: String?
        do {
            found = try session.value("SELECT \(call)")
        } catch let failure as SQLFailure {
            #expect(failure.state == "YD010" || failure.state == "22021", "\(shown): \(failure)")
            found = nil
        }
        #expect(found == wanted?.string, "\(shown)")
        return found != nil
    }
}
