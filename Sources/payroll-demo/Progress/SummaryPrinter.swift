import Console
import Engine
import EventLog
import Notifications
import Payroll

/// Prints what a run came to: the path, the files, the mail, the execution's id.
struct SummaryPrinter {
    let terminal: Terminal

    let prefix: String
    /// The command that tries a stuck run again.
    let resumption: String?

    func print(_ outcome: RunOutcome) {
        if prefix.isEmpty { terminal.line() }
        line(headline(outcome))
        for (name, text) in facts(outcome) {
            line("  " + name + String(repeating: " ", count: max(1, 11 - name.count)) + text)
        }
    }

    private func line(_ text: String) { terminal.line(prefix + text) }

    private func headline(_ outcome: RunOutcome) -> String {
        let description = outcome.description
        if outcome.isPaid { return terminal.styled("The payroll is done.", .green) }
        if outcome.stuck != nil { return terminal.styled("The payroll is stuck.", .red) }
        if let caught = description.caught.first {
            return terminal.styled("The payroll failed in \(caught.state): \(caught.error)", .red)
        }
        return terminal.styled("The payroll ended \(description.status.rawValue)", .red)
    }

    private func facts(_ outcome: RunOutcome) -> [(String, String)] {
        let description = outcome.description
        var facts: [(String, String)] = []
        if let stuck = outcome.stuck {
            facts.append(("cause", stuck))
            if let resumption { facts.append(("try again", resumption)) }
        } else if let caught = description.caught.first {
            facts.append(("cause", caught.cause))
        } else {
            if let error = description.error { facts.append(("error", error)) }
            if let cause = description.cause { facts.append(("cause", cause)) }
        }
        facts.append(("path", path(description)))
        for (index, file) in files(outcome).enumerated() { facts.append((index == 0 ? "files" : "", file)) }
        if let totals = outcome.paystubs?.totals {
            facts.append(("totals", "gross \(totals.gross), withheld \(totals.deductions), net \(totals.net)"))
        }
        facts += outcome.notifications.flatMap { mail($0) }.map { ("mail", $0) }
        facts.append(("execution", description.execution.uuid.text))
        return facts
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

    /// Where the message is, or what the server said to it.
    private func place(_ answer: String, _ endpoint: SubscriptionEndpoint) -> String {
        if case .maildir = endpoint { "/new/\(answer)" } else { " (\(answer))" }
    }

    private func mail(_ notification: NotificationDescription) -> [String] {
        notification.deliveries.map { delivery in
            let outcome =
                switch delivery.outcome {
                case .delivered(_, let answer): answer.map { place($0, delivery.endpoint) } ?? ""
                case .pending: " (not delivered yet: \(delivery.lastFailure ?? "it is under way"))"
                case .givenUp: " (given up: \(delivery.lastFailure ?? ""))"
                }
            return "\(notification.topic.name) → \(delivery.endpoint.address)\(outcome)"
        }
    }
}
