import FoundationEssentials
import JSON
import Payroll
import Synchronization
import Testing

@Suite struct PayrollRunTests {
    /// Every file of a run with its bytes.
    static func contents(_ directory: TemporaryDirectory) throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for file in try directory.files() { found[file] = try directory.read(file) }
        return found
    }

    @Test func theExampleIsPaidAsComputedByHand() throws {
        let directory = try TemporaryDirectory()
        let summary = try Example.run(Example.timesheet, into: "\(directory.path)/out")
        // E001, week 45: 34.5 h at 21.50 = 741.75 and 9.25 h at 19 = 175.75, 917.50 for 43.75 h; premium of 3.75 h at
        // half of 20.9714… = 39.32; gross 956.82. Week 46: 172 + 147.25 = 319.25. Federal: 72.90 + 0.96.
        #expect(
            try directory.text("out/rollup.csv") == """
                employee_id,name,email,hours,overtime_hours,gross,social_security,medicare,federal_income_tax,net,paystub
                E001,Ada Park,ada.park@example.com,59.50,3.75,1276.07,79.11,18.50,73.86,1104.60,E001.pdf
                E002,"Okafor, Chidi",chidi.okafor@example.com,25.25,0.00,408.69,25.34,5.93,1.90,375.52,E002.pdf
                E003,Zoë Lindqvist,zoe.lindqvist@example.com,53.00,5.00,1928.63,119.58,27.96,193.33,1587.76,E003.pdf
                E004,José Núñez,jose.nunez@example.com,10.00,0.00,160.00,9.92,2.32,0.00,147.76,E004.pdf
                E005,"Mary ""Mae"" O'Neil",mae.oneil@example.com,8.00,0.00,138.64,8.60,2.02,0.00,128.02,E005.pdf

                """)
        #expect(summary.payroll.totals.gross == "3912.03")
        #expect(summary.payroll.totals.net == "3343.66")
        let report = try directory.text("out/report.csv").split(separator: "\n")
        #expect(report.count == 11)
        #expect(report.last == "total,,5,155.75,8.75,3785.83,126.20,3912.03,242.55,56.73,269.09,3343.66")
        let paystubs = ["E001", "E002", "E003", "E004", "E005"].map { "out/paystubs/\($0).pdf" }
        #expect(try directory.files(below: "out/paystubs") == paystubs)
    }

    @Test func whatTasksPassOnIsSmallJSON() throws {
        let input = try JSONValueDecoder().decode(
            ProcessDataInput.self, from: JSONValue(parsing: "{\"timesheet\":\"a/week.csv\",\"out\":\"b\"}"))
        #expect(input == ProcessDataInput(timesheet: "a/week.csv", out: "b"))
        let directory = try TemporaryDirectory()
        let report = try Example.run(Example.timesheet, into: "\(directory.path)/out")
        let value = try JSONValueEncoder().encode(report)
        #expect(value["payroll"]?["totals"]?["net"] == "3343.66")
        #expect(value["payroll"]?["timesheet"]?["employees"]?.numberValue?.int == 5)
        #expect(value.text.utf8.count < 4096)
        #expect(try JSONValueDecoder().decode(ReportSummary.self, from: value) == report)
    }

    @Test func runningAgainGivesTheSameBytes() throws {
        var generator = TimesheetGenerator(seed: 3)
        let text = generator.timesheet(employees: 25, linesEach: 24)
        let first = try TemporaryDirectory()
        let second = try TemporaryDirectory()
        for directory in [first, second] {
            try Example.run(try directory.write("week.csv", text), into: "\(directory.path)/out")
        }
        let expected = try Self.contents(first)
        #expect(expected.count == 1 + 25 + 2 + 25 + 3)
        #expect(try Self.contents(second) == expected, "another directory, the same bytes")
        try Example.run("\(first.path)/week.csv", into: "\(first.path)/out")
        #expect(try Self.contents(first) == expected, "over the files of an earlier run, the same bytes and no others")
    }

    @Test func fiveHundredEmployeesAddUp() throws {
        var generator = TimesheetGenerator(seed: 500)
        let directory = try TemporaryDirectory()
        let file = try directory.write("week.csv", generator.timesheet(employees: 500, linesEach: 12))
        let summary = try Example.run(file, into: "\(directory.path)/out")
        #expect(summary.payroll.timesheet.lines == 6000)
        var sums = [Decimal](repeating: 0, count: 6)
        let rows = try CSVReaderTests.records(directory.read("out/rollup.csv")).dropFirst()
        #expect(rows.count == 500)
        for row in rows {
            let values = try row[4...9].map { try Example.money($0) }
            #expect(values[1] - values[2] - values[3] - values[4] == values[5], "net of \(row[0])")
            for (index, value) in values.enumerated() { sums[index] += value }
        }
        let totals = summary.payroll.totals
        #expect(
            [totals.overtimeHours, totals.gross, totals.net] == [sums[0], sums[1], sums[5]].map { $0.plainText() })
        let records = try CSVReaderTests.records(directory.read("out/report.csv"))
        let weeks = records.filter { $0[0] == "week" }
        #expect(try weeks.reduce(0) { $0 + (try Example.money($1[7])) } == sums[1], "the weeks add up to the total")
    }

    @Test func aFailureInTheMiddleLeavesTheEarlierFilesAndNoOthers() throws {
        let directory = try TemporaryDirectory()
        let out = "\(directory.path)/out"
        let input = ProcessDataInput(timesheet: Example.timesheet, out: out)
        let split = try PayrollTasks.processData(input)
        let paystubs = try PayrollTasks.generatePaystubs(split)
        try directory.write("out/split/employees/E004.csv", TimesheetRefusalTests.header + "E004,,,,,,\n")
        let before = try Self.contents(directory)
        let error = #expect(throws: PayrollError.self) { try PayrollTasks.generatePaystubs(split) }
        #expect(error?.description == "\(out)/split/employees/E004.csv:2: column 'name': is empty")
        #expect(throws: PayrollError.self) { try PayrollTasks.generateReport(paystubs) }
        #expect(try Self.contents(directory) == before)
    }

    @Test func aReportRefusesARollupThatDoesNotAgree() throws {
        let directory = try TemporaryDirectory()
        let input = ProcessDataInput(timesheet: Example.timesheet, out: "\(directory.path)/out")
        let paystubs = try PayrollTasks.generatePaystubs(PayrollTasks.processData(input))
        let rollup = try directory.text("out/rollup.csv").replacing("1104.60", with: "9104.60")
        try directory.write("out/rollup.csv", rollup)
        let error = #expect(throws: PayrollError.self) { try PayrollTasks.generateReport(paystubs) }
        #expect(error?.name == "InconsistentPayroll")
        #expect(error?.description == "\(paystubs.rollup):2: does not agree with the timesheet's lines")
    }

    @Test func cancellingBetweenEmployeesLeavesNothing() throws {
        let directory = try TemporaryDirectory()
        let input = ProcessDataInput(timesheet: Example.timesheet, out: "\(directory.path)/out")
        let split = try PayrollTasks.processData(input)
        let before = try directory.files()
        let asked = Counter()
        let control = TaskControl(isCancelled: { asked.next() > 3 })
        #expect(throws: PayrollError.cancelled) { try PayrollTasks.generatePaystubs(split, control: control) }
        #expect(try directory.files() == before)
    }

    @Test func progressEndsWithEverythingDone() throws {
        let directory = try TemporaryDirectory()
        let input = ProcessDataInput(timesheet: Example.timesheet, out: "\(directory.path)/out")
        let box = ProgressBox()
        let control = TaskControl(progress: { progress in box.last.withLock { $0 = progress } })
        let split = try PayrollTasks.processData(input, control: control)
        #expect(box.last.withLock { $0 }.map { [$0.completed, $0.total] } == [21, 21])
        _ = try PayrollTasks.generatePaystubs(split, control: control)
        #expect(box.last.withLock { $0 }.map { [$0.completed, $0.total] } == [5, 5])
    }

    private final class ProgressBox: Sendable {
        let last = Mutex<TaskControl.Progress?>(nil)
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)

        func next() -> Int {
            count.withLock {
                $0 += 1
                return $0
            }
        }
    }
}
