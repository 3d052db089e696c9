import FoundationEssentials
import Payroll
import Testing

@Suite struct SplitTests {
    static func split(_ text: String, in directory: TemporaryDirectory) throws -> SplitSummary {
        let file = try directory.write("week.csv", text)
        let input = ProcessDataInput(timesheet: file, out: "\(directory.path)/out", rates: Example.ratesFile)
        return try PayrollTasks.processData(input)
    }

    @Test func theExampleGivesOneFileForEachEmployee() throws {
        let directory = try TemporaryDirectory()
        let input = ProcessDataInput(timesheet: Example.timesheet, out: "\(directory.path)/out")
        let summary = try PayrollTasks.processData(input)
        #expect(summary.employees == 5)
        #expect(summary.lines == 21)
        #expect(summary.firstWorkDate == "2026-11-02")
        #expect(summary.lastWorkDate == "2026-11-14")
        #expect(summary.rates == Example.ratesFile, "rates.json beside the timesheet is the default")
        #expect(
            try directory.text("out/split/employees/E005.csv") == """
                employee_id,name,email,job,work_date,hours,hourly_rate
                E005,"Mary ""Mae"" O'Neil",mae.oneil@example.com,Cleaner,2026-11-02,4.00,17.33
                E005,"Mary ""Mae"" O'Neil",mae.oneil@example.com,Cleaner,2026-11-14,4.00,17.33

                """)
        let employees = ["E001", "E002", "E003", "E004", "E005"].map { "out/split/employees/\($0).csv" }
        #expect(try directory.files() == employees + ["out/split/index.csv", "out/split/stamp"])
    }

    @Test func columnsMayStandInAnyOrderAmongOthers() throws {
        let directory = try TemporaryDirectory()
        let text =
            "\u{FEFF} Hourly_Rate ,note,HOURS,work_date,job,email,name,employee_id,\r\n"
            + "20.50,late, 8 ,2026-11-02,Cook,a@x.org,\"Park, Ada\",E1,\r\n"
        _ = try Self.split(text, in: directory)
        let expected =
            "employee_id,name,email,job,work_date,hours,hourly_rate\n"
            + "E1,\"Park, Ada\",a@x.org,Cook,2026-11-02,8,20.50\n"
        #expect(try directory.text("out/split/employees/E1.csv") == expected)
    }

    @Test func noIdLeavesTheDirectoryOrMeetsAnothersFile() throws {
        let directory = try TemporaryDirectory()
        let ids = [
            "../../etc/passwd", "a/b", "a_b", "E1", "e1", ".", "..", "-rf", "CON", "é", "ż",
            String(repeating: "x", count: 300),
        ]
        var text = "employee_id,name,email,job,work_date,hours,hourly_rate\n"
        for id in ids { text += "\(id),Ada,a@x.org,Cook,2026-11-02,8,20\n" }
        let summary = try Self.split(text, in: directory)
        #expect(summary.employees == ids.count)
        let files = try directory.files(below: "out/split/employees")
        #expect(files.count == ids.count)
        let names = files.map { String($0.dropFirst("out/split/employees/".count)) }
        #expect(Set(names.map { $0.lowercased() }).count == ids.count)
        #expect(names.allSatisfy { $0.utf8.count <= 100 && $0.first != "." && $0.first != "-" })
        #expect(names.contains("a_b.csv"))
        #expect(!names.contains("E1.csv") && !names.contains("e1.csv"))
    }

    @Test func anInterleavedTimesheetIsSplitLikeAnOrderedOne() throws {
        var generator = TimesheetGenerator(seed: 11)
        let text = generator.timesheet(employees: 60, linesEach: 20)
        let first = try TemporaryDirectory()
        let summary = try Self.split(text, in: first)
        #expect(summary.employees == 60)
        #expect(summary.lines == 1200)
        let lines = text.split(separator: "\n")
        for employee in [0, 17, 59] {
            let expected = [lines[0]] + lines.filter { $0.hasPrefix("E\(employee),") }
            let found = try first.text("out/split/employees/E\(employee).csv").split(separator: "\n")
            #expect(found.count == 21)
            #expect(found.map { $0.suffix(28) } == expected.map { $0.suffix(28) }, "the order of the timesheet stays")
        }
    }

    @Test func cancellingLeavesNothing() throws {
        let directory = try TemporaryDirectory()
        let input = ProcessDataInput(timesheet: Example.timesheet, out: "\(directory.path)/out")
        let control = TaskControl(isCancelled: { true })
        #expect(throws: PayrollError.cancelled) { try PayrollTasks.processData(input, control: control) }
        #expect(try directory.files().isEmpty)
    }

    @Test func aRunClearsWhatAKilledOneLeft() throws {
        let directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: "\(directory.path)/out/.split.partial-abc123/employees", withIntermediateDirectories: true)
        try directory.write("out/.split.partial-abc123/employees/E9.csv", "half")
        _ = try Self.split(TimesheetRefusalTests.header + TimesheetRefusalTests.good, in: directory)
        #expect(
            try directory.files()
                == ["out/split/employees/E1.csv", "out/split/index.csv", "out/split/stamp", "week.csv"])
    }

    @Test func anOutputThatCannotBeCreatedIsAClearError() throws {
        let directory = try TemporaryDirectory()
        let blocker = try directory.write("blocker", "x")
        let input = ProcessDataInput(timesheet: Example.timesheet, out: "\(blocker)/out", rates: Example.ratesFile)
        let error = #expect(throws: PayrollError.self) { try PayrollTasks.processData(input) }
        #expect(error?.name == "FileError")
        #expect(error?.description == "\(blocker): cannot create the directory: Not a directory")
    }

    @Test func anEmployeeWithEndlessLinesIsRefused() throws {
        let directory = try TemporaryDirectory()
        var text = TimesheetRefusalTests.header
        for _ in 0...10_000 { text += "E1,Ada,a@x.org,Cook,2026-11-02,0,20\n" }
        let error = #expect(throws: PayrollError.self) { try Self.split(text, in: directory) }
        let expected = "week.csv:10002: column 'employee_id': has more than 10000 lines for one employee"
        #expect(error?.description == "\(directory.path)/\(expected)")
    }
}
