import FoundationEssentials
import Glibc
import Payroll
import Testing

/// What a reader of the PDFs can select and copy, by `pdftotext` of the package poppler-utils.
@Suite struct PDFTests {
    static let hasReader = access("/usr/bin/pdftotext", X_OK) == 0

    static func text(of file: String) throws -> String {
        let pipe = try #require(popen("/usr/bin/pdftotext -layout '\(file)' -", "r"))
        defer { pclose(pipe) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, pipe)
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A line of the text without the spaces that columns are set apart by.
    static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    }

    @Test(.enabled(if: hasReader)) func aPaystubSaysWhatTheRollupSays() throws {
        let directory = try TemporaryDirectory()
        let summary = try Example.run(Example.timesheet, into: "\(directory.path)/out")
        let ada = try Self.lines(Self.text(of: "\(summary.payroll.paystubs)/E001.pdf"))
        #expect(ada.contains { $0.hasPrefix("Harbor Lane Kitchen, LLC") })
        #expect(ada.contains("Line cook 34.50 21.50 741.75 Federal income tax 72.90 72.90"))
        #expect(ada.contains { $0.hasPrefix("Overtime premium 3.75 10.4857 39.32") })
        #expect(ada.contains("$1,276.07 $171.47 $1,104.60"))
        #expect(ada.contains("Net pay 810.73 810.73"))
        #expect(ada.contains("Net pay 293.87 1,104.60"))
        let zoe = try Self.text(of: "\(summary.payroll.paystubs)/E003.pdf")
        #expect(zoe.contains("Zoë Lindqvist"))
        #expect(try Self.text(of: "\(summary.payroll.paystubs)/E004.pdf").contains("José Núñez"))
        #expect(try Self.text(of: "\(summary.payroll.paystubs)/E005.pdf").contains("Mary \"Mae\" O'Neil"))
    }

    @Test(.enabled(if: hasReader)) func aYearOfWeeksTakesAsManyPagesAsItNeeds() throws {
        let directory = try TemporaryDirectory()
        var text = TimesheetRefusalTests.header
        for week in 0..<52 {
            let date = WorkDate(dayNumber: 20454 + week * 7)
            for job in 0..<(week == 20 ? 70 : 2) {
                text += "E1,Ada Park,ada@example.com,Job \(job) of week \(week),\(date),0.25,2\(job).50\n"
            }
        }
        let summary = try Example.run(try directory.write("year.csv", text), into: "\(directory.path)/out")
        let found = try Self.text(of: "\(summary.payroll.paystubs)/E1.pdf")
        let pages = found.split(separator: "\u{0C}").count
        #expect(pages > 10)
        #expect(found.contains("Page \(pages) of \(pages)"))
        for week in 0..<52 { #expect(found.contains("Job 0 of week \(week) "), "week \(week)") }
        for job in 0..<70 { #expect(found.contains("Job \(job) of week 20 "), "job \(job)") }
        #expect(found.contains("Week 21 (continued)"))
    }

    @Test(.enabled(if: hasReader)) func theReportListsEveryEmployeeOverItsPages() throws {
        var generator = TimesheetGenerator(seed: 9)
        let directory = try TemporaryDirectory()
        let file = try directory.write("week.csv", generator.timesheet(employees: 150, linesEach: 8))
        let summary = try Example.run(file, into: "\(directory.path)/out")
        let found = Self.lines(try Self.text(of: summary.reportPDF))
        for row in try CSVReaderTests.records(directory.read("out/rollup.csv")).dropFirst() {
            let net = try Example.money(row[9]).groupedText()
            let line = found.first { $0.hasPrefix("\(row[0]) \(row[1]) ") }
            #expect(line?.hasSuffix(" \(net)") == true, "employee \(row[0])")
        }
        let gross = try Example.money(summary.payroll.totals.gross).groupedText()
        #expect(found.contains { $0.hasPrefix("$\(gross) ") })
        #expect(found.filter { $0.hasPrefix("ID NAME HOURS") }.count > 2, "every page has the table's head")
    }

    @Test func datesComeFromTheTimesheet() throws {
        let directory = try TemporaryDirectory()
        try Example.run(Example.timesheet, into: "\(directory.path)/out")
        for file in ["out/report.pdf", "out/paystubs/E001.pdf"] {
            let bytes = try directory.read(file)
            #expect(bytes.starts(with: Array("%PDF-1.5".utf8)))
            let text = String(decoding: bytes, as: UTF8.self)
            // Older releases of cairo leave out the "D:", which readers do not miss.
            #expect(text.contains(#/\/CreationDate \((D:)?20261114000000Z/#))
            #expect(!text.contains("/ModDate"))
            #expect(bytes.count < 60_000)
        }
    }
}
