import Foundation

/// Small timesheets, each another one.
enum Timesheets {
    static let header = "employee_id,name,email,job,work_date,hours,hourly_rate"

    /// A timesheet of two people who work a few days.
    static func text(_ random: inout SeededGenerator) -> String {
        var lines = [header]
        for employee in 1...2 {
            for day in 2...Int.random(in: 3...6, using: &random) {
                let hours = Int.random(in: 1...9, using: &random)
                let rate = "\(Int.random(in: 15...40, using: &random)).\(Int.random(in: 10...99, using: &random))"
                lines.append(
                    "E\(employee),Person \(employee),p\(employee)@example.com,Cook,2026-11-0\(day),\(hours),\(rate)")
            }
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    /// Puts `count` timesheets into the folder `inbox` of a scene.
    static func fill(_ scene: Scene, count: Int, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        try FileManager.default.createDirectory(atPath: scene.inbox, withIntermediateDirectories: true)
        for number in 1...count { try scene.write(text(&random), to: "inbox/week-\(number).csv") }
    }
}

extension Scene {
    var inbox: String { root + "/inbox" }
    /// What pays every timesheet of the inbox.
    var watch: [String] { command("watch", inbox, "--rates", root + "/rates.json") }
}
