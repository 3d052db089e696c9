import Foundation
import Testing

extension RecoveryTests {
    /// A payroll of the largest size that the program promises, through the program itself.
    @Suite(.serialized) struct LargePayrollTests {
        static let employees = 20_000
        /// The most memory that the program may ever hold, in bytes.
        static let ceiling = 300_000_000

        @Test(
            "20,000 employees with 400,000 lines are paid to the cent in less than 300 MB",
            .enabled(if: Program.isSoak, "it takes minutes: DAYBOOK_SOAK=1, or make soak, runs it"))
        func large() async throws {
            let scene = try Scene()
            let timesheet = LargeTimesheet(employees: Self.employees, seed: 1)
            try scene.write(timesheet.text, to: "timesheet.csv")
            let (end, peak, errors) = try await onThread {
                let child = try scene.start(["run", scene.timesheet, "--out", scene.out])
                var peak = 0
                // The mark only rises: what is missed is what it rises by in the last moment.
                repeat {
                    peak = max(peak, Self.highestMemory(of: child.processID))
                } while !child.ends(
                    withinMicroseconds: 20_000)
                return (try child.wait(), peak, child.errors)
            }
            try #require(end == .exit(0), "\(errors)")
            print("\(Self.employees) employees: at most \(peak / 1_000_000) MB")
            #expect(peak > 0)
            #expect(peak < Self.ceiling)
            #expect(try total(scene) == timesheet.totals)
            try compareRollup(scene, timesheet.totals)
            let paystubs = try FileManager.default.contentsOfDirectory(atPath: scene.out + "/paystubs")
            #expect(paystubs.count { $0.hasSuffix(".pdf") } == Self.employees)
        }

        /// The total line of the report.
        private func total(_ scene: Scene) throws -> LargeTimesheet.Totals {
            let lines = try lines("report.csv", scene)
            let line = try #require(lines.last { $0["section"] == "total" })
            #expect(line["employees"] == "\(Self.employees)")
            func value(_ name: String) throws -> Int {
                try #require(LargeTimesheet.hundredths(line[name] ?? ""), "\(name)")
            }
            let (gross, net) = (try value("gross"), try value("net"))
            let withheld = try value("social_security") + value("medicare") + value("federal_income_tax")
            #expect(gross - withheld == net)
            return LargeTimesheet.Totals(
                quarters: try value("hours") / 25, overtimeQuarters: try value("overtime_hours") / 25,
                straightTime: try value("straight_time"), overtimePremium: try value("overtime_premium"),
                gross: gross, socialSecurity: try value("social_security"), medicare: try value("medicare"))
        }

        /// Whether the employees' lines add up to the total.
        private func compareRollup(_ scene: Scene, _ totals: LargeTimesheet.Totals) throws {
            let lines = try lines("rollup.csv", scene)
            #expect(lines.count == Self.employees)
            for (name, expected) in [
                ("gross", totals.gross), ("social_security", totals.socialSecurity), ("medicare", totals.medicare),
                ("hours", totals.quarters * 25), ("overtime_hours", totals.overtimeQuarters * 25),
            ] {
                let values = lines.compactMap { LargeTimesheet.hundredths($0[name] ?? "") }
                #expect(values.count == Self.employees)
                #expect(values.reduce(0, +) == expected, "\(name)")
            }
        }

        /// The lines of a file by the names of its columns; none of its fields is quoted.
        private func lines(_ name: String, _ scene: Scene) throws -> [[String: String]] {
            let text = try String(contentsOfFile: "\(scene.out)/\(name)", encoding: .utf8)
            let records = text.split(whereSeparator: \.isNewline)
                .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
            let header = try #require(records.first)
            return records.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
        }

        /// The most memory that a process has held so far, in bytes; 0 where it is gone.
        private static func highestMemory(of process: pid_t) -> Int {
            let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
        }
    }
}
