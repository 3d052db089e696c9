import Foundation
import JSON
import Testing

@Suite("daybook run", .timeLimit(.minutes(10))) struct RunCommandTests {
    private static let payroll = SeedMachines.project.appending(path: "Examples/payroll/payroll.asl.json").path

    private static let mocks = """
        {
          "States": {
            "generateReport": [
              { "Throw": { "Error": "Report.Broken", "Cause": "no paper" } }
            ],
            "successNotification": { "Return": { "MessageId": "1" } },
            "errorNotification": { "Return": { "MessageId": "2", "n": 1.10 } }
          },
          "Resources": { "processData": { "Return": {} }, "generatePaystubs": { "Return": {} } }
        }
        """

    @Test func `prints the path as it is taken, and the output`() throws {
        let folder = try Folder()
        let mocks = try folder.write("mocks.json", Self.mocks)
        let end = try Program.run(["run", Self.payroll, "--input", "{}", "--mock", mocks, "--name", "may"])
        #expect(end.code == 0, "\(end)")
        #expect(end.output == "{\"MessageId\":\"2\",\"n\":1.10}\n")
        let lines = end.errors.split(separator: "\n").map { $0.drop { $0 != "s" }.dropFirst(3) }
        #expect(
            lines == [
                "started may", "→ processData", "→ generatePaystubs", "→ generateReport",
                "  ✗ generateReport: Report.Broken: no paper", "  generateReport: caught Report.Broken",
                "→ errorNotification", "SUCCEEDED",
            ], "\(end)")
        let quiet = try Program.run(["run", Self.payroll, "--mock", mocks, "--quiet"])
        #expect(quiet.errors.isEmpty && quiet.code == 0, "\(quiet)")
    }

    @Test func `runs an execution for each row of a query, where it may`() async throws {
        let folder = try Folder()
        let machine = try folder.write(
            "m.json",
            """
            {"StartAt":"M","States":{"M":{"Type":"Map","ItemReader":{"Resource":"arn:aws:states:::daybook:query",
              "Parameters":{"Sql":"SELECT type, version FROM event WHERE version = $1 ORDER BY recorded_at LIMIT 1","Parameters.$":"$"}},
              "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}
            """)
        // The log itself is a table in the file.
        let store = "sqlite:\(folder.url.appending(path: "log.sqlite").path)"
        let refused = try Program.run(["run", machine, "--input", "[1]", "--store", store])
        #expect(refused.code == 1 && refused.errors.contains("States.ItemReaderFailed: The engine answers no queries."))
        let end = try Program.run(["run", machine, "--input", "[1]", "--store", store, "--allow-queries", "--quiet"])
        #expect(
            end.code == 0 && end.output.hasPrefix(#"[{"type":""#) && end.output.hasSuffix("\"version\":1}]\n"), "\(end)"
        )
    }

    @Test func `runs a program for a resource: its output, its error, its mistakes`() throws {
        let folder = try Folder()
        let machine = try folder.write(
            "m.json",
            """
            {"StartAt":"a","States":{
              "a":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:echo","ResultPath":"$.a","Next":"b"},
              "b":{"Type":"Task","Resource":"refuse","Retry":[{"ErrorEquals":["Busy"],"IntervalSeconds":1,"MaxAttempts":1,"BackoffRate":1}],
                   "Catch":[{"ErrorEquals":["Busy"],"ResultPath":"$.b","Next":"c"}],"End":true},
              "c":{"Type":"Task","Resource":"crash","End":true}}}
            """)
        let echo = try folder.write(
            "echo", "#!/bin/sh\nread line; echo \"{\\\"state\\\": \\\"$DAYBOOK_STATE\\\", \\\"got\\\": $line}\"\n",
            isProgram: true)
        let refuse = try folder.write(
            "refuse", "#!/bin/sh\necho '{\"Error\": \"Busy\", \"Cause\": \"attempt '$DAYBOOK_ATTEMPT'\"}'; exit 3\n",
            isProgram: true)
        let crash = try folder.write("crash", "#!/bin/sh\ncat >&2; exit 1\n", isProgram: true)
        let arguments = [
            "run", machine, "--input", "[1.10]", "--program", "echo=\(echo)", "--program", "refuse=\(refuse)",
            "--program", "crash=\(crash)",
        ]
        var end = try Program.run(arguments)
        #expect(end.code == 1 && end.output.isEmpty, "\(end)")
        // `$.a` has no place in an array.
        #expect(end.errors.contains("States.Runtime"), "\(end)")
        let input = try folder.write("input.json", #"{"n":1.10}"#)
        end = try Program.run(
            arguments.map { $0 == "[1.10]" ? "@\(input)" : $0 })
        #expect(end.code == 1, "\(end)")
        #expect(end.errors.contains("✗ b: Busy: attempt 0\n") && end.errors.contains("✗ b: Busy: attempt 1\n"))
        let cause = #"{"n":1.10,"a":{"state":"a","got":{"n":1.10}},"b":{"Error":"Busy","Cause":"attempt 1"}}"#
        #expect(end.errors.hasSuffix("the execution ended FAILED ProgramFailed: \(cause)\n"), "\(end)")
    }

    @Test func `goes on in a log that stays: the same name with the same input is the same execution`() throws {
        let folder = try Folder()
        let mocks = try folder.write("mocks.json", Self.mocks)
        let log = "sqlite:\(folder.url.path)/log.sqlite"
        let arguments = ["run", Self.payroll, "--mock", mocks, "--store", log, "--name", "may"]
        #expect(try Program.run(arguments).code == 0)
        let again = try Program.run(arguments)
        #expect(again.code == 0 && again.output == "{\"MessageId\":\"2\",\"n\":1.10}\n", "\(again)")
        let other = try Program.run(arguments + ["--input", "1"])
        #expect(other.code == 2 && other.errors.contains("may"), "\(other)")
        let table = try Program.run(["history", log, "payroll:may"])
        #expect(table.output.split(separator: "\n").count == 22, "\(table)")
        #expect(table.output.contains("LambdaFunctionFailed          Report.Broken: no paper\n"), "\(table)")
        #expect(try Program.run(["history", log, "last", "--reverse"]).output.hasPrefix("   22     21  "))
        let answer = try JSONValue(parsing: Program.run(["history", log, "last", "--format", "aws"]).output)
        #expect(answer["events"]?.arrayValue?.last?["type"] == "ExecutionSucceeded")
        let events = try Program.run(["history", log, "last", "--format", "json"]).output.split(separator: "\n")
        #expect(events.last?.contains(#""payload":{"output":{"MessageId":"2","n":1.10}}}"#) == true)
        let graph = try Program.run(["graph", "--log", log, "--execution", "last"])
        #expect(graph.output.contains(#"s2["generateReport"]:::failed"#), "\(graph)")
        #expect(graph.output.contains(#"s2 ==>|"catch States.ALL"| s4"#))
    }

    @Test func `says before it begins what is missing or too much`() throws {
        let folder = try Folder()
        let mocks = try folder.write("mocks.json", #"{"Resources":{"processData":{"Return":1}}}"#)
        let wrong = try folder.write("wrong.json", #"{"States":{"processData":[{"Retrun":1}]}}"#)
        let typo = try folder.write("typo.json", Self.mocks.replacing("generateReport", with: "generateReprt"))
        let cases: [([String], String)] = [
            ([Self.payroll, "--mock", mocks], "the task 'generatePaystubs' has no mock, and its resource"),
            (
                [Self.payroll, "--mock", wrong],
                "at '/States/processData/0': 'Retrun' is none of AfterSeconds, Return, Throw"
            ),
            ([Self.payroll, "--mock", typo], "the task 'generateReport' has no mock"),
            ([Self.payroll, "--program", "processData=/nowhere"], "/nowhere is not an executable file"),
            ([Self.payroll, "--input", "{"], "the task 'processData' has no mock"),
        ]
        for (arguments, message) in cases {
            let end = try Program.run(["run"] + arguments)
            #expect(end.code == 2 && end.errors.contains(message), "\(end)")
            #expect(end.errors.split(separator: "\n").count == 1, "\(end)")
        }
    }

    @Test("runs the other machines of the seed", .enabled(if: SeedMachines.areHere, SeedMachines.absence))
    func seeds() throws {
        let folder = try Folder()
        let mocks = try folder.write(
            "mocks.json",
            """
            {"Resources": {"start": {"Return": {"status": "Approved"}}, "approved": {"Return": "yes"},
              "unapproved": {"Return": "no"}, "lambda1": {"Return": {"value": 75}}, "lambda2": {"Return": 2},
              "lambda3": {"Return": 3}, "lambda4": {"Return": 4}, "lambda5": {"Return": 5}}}
            """)
        let choice = try Program.run(["run", SeedMachines.path("choice.asl.json"), "--mock", mocks])
        #expect(choice.code == 0 && choice.output == "\"yes\"\n", "\(choice)")
        let parallel = try Program.run(["run", SeedMachines.path("parallel.asl.json"), "--mock", mocks])
        #expect(parallel.code == 0 && parallel.output == "[2,3]\n", "\(parallel)")
        #expect(parallel.errors.contains("→ PassingTasks[1]/PassingScore2\n"), "\(parallel)")
    }
}
