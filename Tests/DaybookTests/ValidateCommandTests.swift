import Foundation
import JSON
import Testing

@Suite("daybook validate") struct ValidateCommandTests {
    private let bad = """
        {
          "StartAt": "A",
          "States": {
        \t"A": { "Type": "Pass", "Next": "C" },
            "B": { "Type": "Succeed" }
          }
        }
        """

    @Test func `prints faults as compilers do, and ends with 1`() throws {
        let folder = try Folder()
        try folder.write("bad.json", bad)
        let end = try Program.run(["validate", "bad.json"], in: folder.url)
        #expect(end.code == 1)
        #expect(
            end.output == """
                bad.json:4:33: error: Missing 'Next' target: C [MISSING_TRANSITION_TARGET] at /States/A/Next
                 4 | \t"A": { "Type": "Pass", "Next": "C" },
                   | \t                               ^
                bad.json:5:10: warning: No transition leads to this state [UNREACHABLE_STATE] at /States/B
                 5 |     "B": { "Type": "Succeed" }
                   |          ^
                bad.json: 1 error, 1 warning

                """)
        #expect(end.errors.isEmpty)
    }

    @Test func `answers as the service does where JSON is asked for, one line a file`() throws {
        let folder = try Folder()
        try folder.write("bad.json", bad)
        try folder.write("good.json", #"{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#)
        let end = try Program.run(["validate", "bad.json", "good.json", "--format", "json"], in: folder.url)
        #expect(end.code == 1)
        let answers = try end.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        #expect(answers.map { $0["result"]?.stringValue } == ["FAIL", "OK"])
        #expect(answers[1]["diagnostics"] == [])
        #expect(
            answers[0]["diagnostics"]?.arrayValue?.first
                == [
                    "severity": "ERROR", "code": "MISSING_TRANSITION_TARGET", "message": "Missing 'Next' target: C",
                    "location": "/States/A/Next", "line": 4, "column": 33,
                ])
    }

    @Test func `accepts a machine with warnings, and one that comes by standard input`() throws {
        let text = #"{"StartAt":"A","States":{"A":{"Type":"Succeed"},"B":{"Type":"Succeed"}}}"#
        let end = try Program.run(["validate", "-"], input: text)
        #expect(end.code == 0)
        #expect(end.output.hasPrefix("-:1:53: warning: "), "\(end)")
        #expect(end.output.hasSuffix("-: 1 warning\n"))
    }

    @Test func `shows of a long line what lies around the mark`() throws {
        let comment = String(repeating: "ä", count: 400)
        let text = "{\"Comment\":\"\(comment)\",\"StartAt\":\"B\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}"
        let end = try Program.run(["validate", "-"], input: text)
        let lines = end.output.split(separator: "\n")
        #expect(lines[1].count < 115 && lines[1].contains("\"StartAt\":\"B\""), "\(end)")
        let mark = try #require(lines[2].firstIndex(of: "^"))
        let column = lines[2].distance(from: lines[2].startIndex, to: mark)
        #expect(lines[1].dropFirst(column).hasPrefix("\"B\""))
    }

    @Test func `fills in the placeholders of a CloudFormation template`() throws {
        let text = """
            {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${Fn.Arn}","Comment":"${!Keep} ${Other} $","End":true}}}
            """
        let end = try Program.run(["validate", "-", "--substitute", #"Fn.Arn=a"b"#], input: text)
        #expect(end.code == 0, "\(end)")
        #expect(end.output.contains("${Other} stays as it is"))
        #expect(!end.output.contains("Keep"))
        let blank = try Program.run(["validate", "-", "--substitute", "Fn.Arn=a b"], input: text)
        #expect(blank.output.contains("INVALID_RESOURCE"), "\(blank)")
        let typo = try Program.run(["validate", "-", "--substitute", "Fm.Arn=a"], input: text)
        #expect(typo.code == 2)
        #expect(typo.errors == "daybook: -: there is no placeholder ${Fm.Arn} to substitute\n")
    }

    @Test func `warns of what is declared on the command line, and checks Express machines`() throws {
        let text = """
            {"StartAt":"A","TimeoutSeconds":9,"States":{"A":{"Type":"Task","Resource":"arn:aws:lambda:r:1:function:pay",
            "Retry":[{"ErrorEquals":["States.ALL"]}],"Next":"B"},
            "B":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","End":true}}}
            """
        let once = try Program.run(["validate", "-", "--at-most-once", "pay"], input: text)
        #expect(
            once.code == 0 && once.output.hasPrefix("-:2:10: warning: The task is declared to run at most once"),
            "\(once)")
        let express = try Program.run(["validate", "-", "--type", "EXPRESS"], input: text)
        #expect(express.code == 1 && express.output.contains("does not support '.sync' service integration"))
        #expect(try Program.run(["validate", "-"], input: text).output == "-: ok\n")
    }

    @Test func `says what cannot be read`() throws {
        let end = try Program.run(["validate", "/nowhere/machine.json"])
        #expect(end.code == 2)
        #expect(end.errors == "daybook: /nowhere/machine.json cannot be read: No such file or directory\n", "\(end)")
        #expect(try Program.run(["validate"]).code == 64)
        #expect(try Program.run(["validate", "x", "--substitute", "=1"]).code == 64)
    }
}
