import Engine
import EventLog
import Foundation
import Testing

extension RecoveryTests {
    /// Timesheets that nobody can pay, through the program itself.
    @Suite(.serialized) struct BadInputTests {
        struct Input: Sendable, CustomTestStringConvertible {
            let testDescription: String
            /// What the summary and the mail say after the file's path.
            let message: String
            /// Puts it into the place of the timesheet.
            let make: @Sendable (Scene) throws -> Void

            init(_ name: String, _ message: String, _ make: @escaping @Sendable (Scene) throws -> Void) {
                testDescription = name
                self.message = message
                self.make = make
            }

            /// A timesheet of these lines.
            init(_ name: String, _ message: String, lines: String...) {
                self.init(name, message) { try $0.write(lines.joined(separator: "\n") + "\n", to: "timesheet.csv") }
            }
        }

        static let good = "E1,Ada,ada@example.com,Cook,2026-11-02,8,20"
        static let inputs = [
            Input(
                "a missing column", ":1: column 'hours': is missing from the header",
                lines: "employee_id,name,email,job,work_date,hourly_rate", "E1,Ada,ada@example.com,Cook,2026-11-02,20"),
            Input(
                "negative hours", ":3: column 'hours': is negative",
                lines: Timesheets.header, good, "E1,Ada,ada@example.com,Cook,2026-11-03,-8,20"),
            Input(
                "an unknown date", ":2: column 'work_date': is not a date of the calendar, written YYYY-MM-DD",
                lines: Timesheets.header, "E1,Ada,ada@example.com,Cook,2026-02-30,8,20"),
            Input(
                "a duplicate header", ":1: column 'hours': stands twice in the header, as field 6 and field 8",
                lines: Timesheets.header + ",hours", good + ",8"),
            Input("an empty file", ": is empty, a header line is needed") { try $0.write("", to: "timesheet.csv") },
            Input("a directory", ": is a directory, a file is needed") {
                try FileManager.default.createDirectory(atPath: $0.timesheet, withIntermediateDirectories: false)
            },
            Input("no file", ": cannot open: No such file or directory") { _ in },
            Input("a file of 2 GiB", ": is larger than 1024 MiB, the most that is read") { scene in
                try scene.write("", to: "timesheet.csv")
                let handle = try FileHandle(forWritingTo: URL(filePath: scene.timesheet))
                try handle.truncate(atOffset: 2 << 30)
                try handle.close()
            },
            Input("invalid UTF-8", ":2: column 'name': is not valid UTF-8") { scene in
                let bytes = Data((Timesheets.header + "\nE1,A").utf8) + [0xff] + Data(good.dropFirst(4).utf8)
                try bytes.write(to: URL(filePath: scene.timesheet))
            },
            Input(
                "a fault in the last of many lines", ":20002: column 'hours': is not a number",
                lines: ([Timesheets.header]
                    + (1...20_000).map { "E\($0),Ada,ada@example.com,Cook,2026-11-02,8,20" }
                    + ["E1,Ada,ada@example.com,Cook,2026-11-03,eight,20"]).joined(separator: "\n")),
        ]

        @Test(arguments: inputs)
        func aBadTimesheetIsToldByPlaceAndLeavesNothingBehind(_ input: Input) async throws {
            let scene = try Scene()
            try FileManager.default.removeItem(atPath: scene.timesheet)
            try input.make(scene)
            let message = scene.timesheet + input.message
            let (end, output, errors) = try await onThread {
                try scene.run(["run", scene.timesheet, "--out", scene.out])
            }
            #expect(end == .exit(1))
            #expect(errors.isEmpty)
            let summary = output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            #expect(summary.contains("The payroll failed in processData: TimesheetError"))
            #expect(summary.contains("cause      \(message)"), "\(output)")
            #expect(summary.contains("path       processData ✗ → errorNotification"), "\(output)")

            let log = try await scene.log.snapshot()
            log.expectIsWhole("after the run")
            let state = try log.state(of: try #require(log.executions.first))
            #expect(state.status == .succeeded)
            #expect(state.caught.map(\.state) == ["processData"])
            #expect(state.caught.map(\.cause) == [message])
            #expect(state.path.map(\.state) == ["processData", "errorNotification"])

            #expect(try scene.files().isEmpty)
            #expect(scene.mails("success/new").isEmpty)
            let mails = scene.mails("error/new")
            #expect(mails.count == 1)
            for name in mails {
                let mail = try String(contentsOfFile: "\(scene.out)/mail/error/new/\(name)", encoding: .utf8)
                #expect(try Mail(mail).body == message + "\n")
            }
        }
    }
}
