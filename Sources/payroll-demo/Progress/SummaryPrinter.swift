import Engine
import EventLog
import Foundation
import Notifications
import Payroll

/// Prints what a run came to: the path, the files, the mail, the execution's id.
struct SummaryPrinter {
    let terminal: Terminal

    func print(_ outcome: RunOutcome) {
        let description = outcome.description
        terminal.line()
        if outcome.isPaid {
            terminal.line(terminal.styled("The payroll is done.", .green))
        } else if let caught = description.caught.first {
            terminal.line(terminal.styled("The payroll failed in \(caught.state): \(caught.error)", .red))
            terminal.line("  cause      \(caught.cause)")
        } else {
            terminal.line(terminal.styled("The payroll ended \(description.status.rawValue)", .red))
            if let error = description.error { terminal.line("  error      \(error)") }
            if let cause = description.cause { terminal.line("  cause      \(cause)") }
        }
        terminal.line("  path       \(path(description))")
        for (index, line) in files(outcome).enumerated() {
            terminal.line((index == 0 ? "  files      " : "             ") + line)
        }
        if let totals = outcome.paystubs?.totals {
            terminal.line("  totals     gross \(totals.gross), withheld \(totals.deductions), net \(totals.net)")
        }
        for notification in outcome.notifications {
            for line in mail(notification) { terminal.line("  mail       \(line)") }
        }
        terminal.line("  execution  \(description.execution.uuid.uuidString.lowercased())")
    }

    private func path(_ description: ExecutionDescription) -> String {
        description.path.map { step in
            let retries = step.attempts > 1 ? " (\(step.attempts) attempts)" : ""
            return step.state + (step.outcome == .caught ? " ✗" : "") + retries
        }.joined(separator: " → ")
    }

    private func files(_ outcome: RunOutcome) -> [String] {
        var lines: [String] = []
        if let split = outcome.split {
            lines.append("\(split.split)  \(split.employees.grouped) timesheets from \(split.lines.grouped) lines")
        }
        if let paystubs = outcome.paystubs {
            lines.append("\(paystubs.paystubs)  \(paystubs.timesheet.employees.grouped) paystubs (PDF)")
            lines.append(paystubs.rollup)
        }
        if let report = outcome.report {
            lines.append(report.reportCSV)
            lines.append(report.reportPDF)
        }
        return lines
    }

    private func mail(_ notification: NotificationDescription) -> [String] {
        notification.deliveries.map { delivery in
            let outcome =
                switch delivery.outcome {
                case .delivered(_, let answer): answer.map { "/new/\($0)" } ?? ""
                case .pending: " (not delivered yet: \(delivery.lastFailure ?? "it is under way"))"
                case .givenUp: " (given up: \(delivery.lastFailure ?? ""))"
                }
            return "\(notification.topic.name) → \(delivery.endpoint.address)\(outcome)"
        }
    }
}
