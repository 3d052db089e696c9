import FoundationEssentials
import Glibc
import JSON
import Testing

@testable import Payroll

/// Two runs that write to one directory.
@Suite struct TwoRunsTests {
    /// A directory with two timesheets and one place for what both runs write.
    private struct Scene {
        let directory: TemporaryDirectory
        let out: String
        let first: ProcessDataInput
        let second: ProcessDataInput

        init() throws {
            let directory = try TemporaryDirectory()
            let out = "\(directory.path)/out"
            let rates = try directory.write("rates.json", String(contentsOfFile: Example.ratesFile, encoding: .utf8))
            func input(_ name: String, _ hours: Int) throws -> ProcessDataInput {
                let lines = ["E1", "E2"].map { "\($0),Ada,a@x.org,Cook,2026-11-02,\(hours),20\n" }
                let file = try directory.write(name, TimesheetRefusalTests.header + lines.joined())
                return ProcessDataInput(timesheet: file, out: out, rates: rates)
            }
            self.directory = directory
            self.out = out
            // As many employees and lines: only their contents tell them apart.
            first = try input("first.csv", 7)
            second = try input("second.csv", 8)
        }

        @discardableResult
        func pay(_ input: ProcessDataInput) throws -> ReportSummary {
            try PayrollTasks.generateReport(PayrollTasks.generatePaystubs(PayrollTasks.processData(input)))
        }

        /// The files below the output directory by their paths from there.
        func files(in folder: String = "") throws -> [String: [UInt8]] {
            let root = "out" + (folder.isEmpty ? "" : "/\(folder)")
            var found: [String: [UInt8]] = [:]
            for file in try directory.files(below: root) {
                found[String(file.dropFirst(root.count + 1))] = try directory.read(file)
            }
            return found
        }

        /// The directory that holds what was set aside.
        func earlier() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: out).filter { $0.hasPrefix("earlier-") }
        }
    }

    @Test func aTaskRefusesWhatAnotherRunLeft() throws {
        let scene = try Scene()
        let split = try PayrollTasks.processData(scene.first)
        let paystubs = try PayrollTasks.generatePaystubs(split)
        try scene.pay(scene.second)
        let before = try scene.files()
        let expected =
            "\(scene.out)/split: these files belong to another run: made of the timesheet "
            + "\(try FileReader.sha256(of: scene.second.timesheet).prefix(8))…, this run has "
            + "\(split.timesheetSHA256.prefix(8))…"
        for error in [
            #expect(throws: PayrollError.self, performing: { try PayrollTasks.generatePaystubs(split) }),
            #expect(throws: PayrollError.self, performing: { try PayrollTasks.generateReport(paystubs) }),
        ] {
            #expect(error?.name == "FilesOfAnotherRun")
            #expect(error?.description == expected)
        }
        #expect(try scene.files() == before)
    }

    @Test func otherRatesMakeAnotherRun() throws {
        let scene = try Scene()
        let split = try PayrollTasks.processData(scene.first)
        let paystubs = try PayrollTasks.generatePaystubs(split)
        let text = try scene.directory.text("rates.json")
        try scene.directory.write("rates.json", text.replacing("\"wageBase\": ", with: "\"wageBase\":  "))
        for error in [
            #expect(throws: PayrollError.self, performing: { try PayrollTasks.generatePaystubs(split) }),
            #expect(throws: PayrollError.self, performing: { try PayrollTasks.generateReport(paystubs) }),
        ] {
            #expect(error?.description == "\(split.rates): was changed since processData read it")
        }
        let again = try PayrollTasks.processData(scene.first)
        #expect(again.ratesSHA256 != split.ratesSHA256)
        #expect(try scene.earlier().count == 1, "what the other rates made does not stand beside the new split")
        try scene.directory.write("rates.json", text)
        let error = #expect(throws: PayrollError.self) { try PayrollTasks.generatePaystubs(split) }
        #expect(error?.description.contains("another run: made with the rates \(again.ratesSHA256.prefix(8))…") == true)
    }

    @Test func aRunThatEndsHalfWayLeavesNoReportOfTheOneBefore() throws {
        let scene = try Scene()
        try scene.pay(scene.first)
        let whole = try scene.files()
        _ = try PayrollTasks.generatePaystubs(PayrollTasks.processData(scene.second))
        let names = try scene.files().keys.filter { !$0.hasPrefix("earlier-") }.sorted()
        #expect(
            names == [
                "paystubs/E1.pdf", "paystubs/E2.pdf", "rollup.csv", "split/employees/E1.csv", "split/employees/E2.csv",
                "split/index.csv", "split/stamp",
            ])
        let earlier = try #require(try scene.earlier().first)
        #expect(try scene.files(in: earlier) == whole, "it is set aside as a whole")
    }

    @Test func theSameTimesheetLeavesWhatIsThere() throws {
        let scene = try Scene()
        try scene.pay(scene.first)
        let whole = try scene.files()
        let split = try PayrollTasks.processData(scene.first)
        #expect(try scene.files() == whole)
        _ = try PayrollTasks.generatePaystubs(split)
        #expect(try scene.files() == whole)
    }

    @Test func oneEarlierSetIsKept() throws {
        let scene = try Scene()
        let first = try scene.pay(scene.first).payroll.timesheet
        try scene.pay(scene.second)
        #expect(try scene.earlier() == ["earlier-\(RunStamp(of: first).shortName)"])
        try scene.pay(scene.first)
        let second = try FileReader.sha256(of: scene.second.timesheet)
        #expect(try scene.earlier() == ["earlier-\(second.prefix(8))-\(first.ratesSHA256.prefix(8))"])
    }

    @Test func aPartOfAPayrollDisplacesNoWholeOne() throws {
        let scene = try Scene()
        let first = try scene.pay(scene.first).payroll.timesheet
        let whole = "earlier-\(RunStamp(of: first).shortName)"
        let contents = try scene.files()
        let second = try PayrollTasks.processData(scene.second)
        try FileManager.default.removeItem(atPath: scene.first.timesheet)
        for _ in 1...2 { #expect(throws: PayrollError.self) { try PayrollTasks.processData(scene.first) } }
        #expect(try scene.earlier().sorted() == [whole, "earlier-\(RunStamp(of: second).shortName)"].sorted())
        #expect(try scene.files(in: whole) == contents)
        // A whole one takes the place of both.
        try scene.pay(scene.second)
        #expect(throws: PayrollError.self) { try PayrollTasks.processData(scene.first) }
        #expect(try scene.earlier() == ["earlier-\(RunStamp(of: second).shortName)"])
    }

    @Test(arguments: ["a bad line", "an empty file", "no file"])
    func aRefusedTimesheetLeavesNothingStanding(_ fault: String) throws {
        let scene = try Scene()
        try scene.pay(scene.first)
        let whole = try scene.files()
        switch fault {
        case "a bad line": try scene.directory.write("second.csv", TimesheetRefusalTests.header + "E1,,,,,,\n")
        case "an empty file": try scene.directory.write("second.csv", "")
        default: try FileManager.default.removeItem(atPath: scene.second.timesheet)
        }
        for _ in 1...2 {
            #expect(throws: PayrollError.self) { try PayrollTasks.processData(scene.second) }
            let earlier = try #require(try scene.earlier().first)
            #expect(try FileManager.default.contentsOfDirectory(atPath: scene.out) == [earlier])
            #expect(try scene.files(in: earlier) == whole, "nothing is lost, however often a person mistypes")
        }
    }

    @Test func aTaskKilledWhileItSetsAsideGoesOn() throws {
        let scene = try Scene()
        let first = try scene.pay(scene.first).payroll.timesheet
        let whole = try scene.files()
        let earlier = "\(scene.out)/earlier-\(RunStamp(of: first).shortName)"
        try FileManager.default.createDirectory(atPath: earlier, withIntermediateDirectories: false)
        for name in ["report.pdf", "report.csv"] {
            try FileManager.default.moveItem(atPath: "\(scene.out)/\(name)", toPath: "\(earlier)/\(name)")
        }
        _ = try PayrollTasks.processData(scene.second)
        #expect(try scene.earlier().count == 1)
        #expect(try scene.files(in: "earlier-\(RunStamp(of: first).shortName)") == whole)
    }

    @Test func aSplitOrSumsThatAreNotThoseOfTheInputAreRefused() throws {
        let scene = try Scene()
        let paystubs = try PayrollTasks.generatePaystubs(PayrollTasks.processData(scene.first))
        func altered(_ old: String, _ new: String) throws -> PaystubsSummary {
            let text = try JSONValueEncoder().encode(paystubs).text
            #expect(text.contains(old))
            return try JSONValueDecoder().decode(
                PaystubsSummary.self, from: JSONValue(parsing: text.replacing(old, with: new)))
        }
        for (old, new) in [
            ("\"lines\":2", "\"lines\":3"), ("\"employees\":2", "\"employees\":3"),
            ("\"gross\":\"280.00\"", "\"gross\":\"280.01\""),
        ] {
            let input = try altered(old, new)
            let error = #expect(throws: PayrollError.self) { try PayrollTasks.generateReport(input) }
            #expect(error?.name == "InconsistentPayroll", "\(new)")
        }
        let input = try altered("\"lines\":2", "\"lines\":3").timesheet
        let error = #expect(throws: PayrollError.self) { try PayrollTasks.generatePaystubs(input) }
        #expect(
            error?.description
                == "\(input.split): has 2 employees with 2 lines, not the 2 with 3 that processData wrote")
    }

    @Test func aSplitWithoutStampAndNoSplitAtAllAreRefused() throws {
        let scene = try Scene()
        let split = try PayrollTasks.processData(scene.first)
        try FileManager.default.removeItem(atPath: "\(split.split)/stamp")
        let unmarked = #expect(throws: PayrollError.self) { try PayrollTasks.generatePaystubs(split) }
        #expect(unmarked?.description == "\(split.split): does not say which run its files belong to")
        try FileManager.default.removeItem(atPath: split.split)
        let gone = #expect(throws: PayrollError.self) { try PayrollTasks.generatePaystubs(split) }
        #expect(gone?.description == "\(split.split): is gone; another run may have set it aside")
    }

    @Test func aTimesheetThatChangesWhileItIsReadIsRefused() throws {
        let scene = try Scene()
        let line = "E1,Ada,a@x.org,Cook,2026-11-02,0,20\n"
        let text = TimesheetRefusalTests.header + String(repeating: line, count: 2000)
        let file = try scene.directory.write("first.csv", text)
        let control = TaskControl(progress: { progress in
            guard progress.completed == 1000, let end = fopen(file, "a") else { return }
            fputs(line, end)
            fclose(end)
        })
        let error = #expect(throws: PayrollError.self) {
            try PayrollTasks.processData(scene.first, control: control)
        }
        #expect(error?.description == "\(file): changes while it is read")
        #expect(try scene.files().isEmpty)
    }

    @Test func oneTaskAtATimeHasTheDirectory() throws {
        let scene = try Scene()
        let split = try PayrollTasks.processData(scene.first)
        let held = open(scene.out, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(held) }
        #expect(flock(held, LOCK_EX | LOCK_NB) == 0)
        let before = try scene.files()
        // Each waits, and is told that nobody waits for it any more.
        let control = TaskControl(isCancelled: { true })
        #expect(throws: PayrollError.cancelled) { try PayrollTasks.processData(scene.second, control: control) }
        #expect(throws: PayrollError.cancelled) { try PayrollTasks.generatePaystubs(split, control: control) }
        #expect(try scene.files() == before)
        #expect(flock(held, LOCK_UN) == 0)
        #expect(try PayrollTasks.generatePaystubs(split).timesheet == split)
    }
}
