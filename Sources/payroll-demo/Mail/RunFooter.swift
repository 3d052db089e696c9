import Engine
import EventLog
import Foundation
import NotificationTransports
import Notifications
import Payroll

/// What the demo adds to its mails: the figures and the report of a run that went well, or what failed and where to look.
struct RunFooter: MailSupplementer {
    let client: ExecutionClient
    /// The command that shows an execution, but for its id; `nil` where the log ends with the program.
    let history: [String]?

    func supplement(to message: OutgoingMessage) async throws -> MailSupplement {
        guard message.kind == .notification, let execution = message.execution else { return MailSupplement() }
        let description = try await client.describe(execution)
        var events: [HistoryEntry] = []
        for try await entry in client.history(of: execution, follows: false) { events.append(entry) }
        let outcome = RunOutcome(description, events: events, notifications: [])
        return message.topic.description == PayrollMachine.successTopic
            ? try await success(outcome) : MailSupplement(footer: failure(outcome, execution))
    }

    private func success(_ outcome: RunOutcome) async throws -> MailSupplement {
        guard let report = outcome.report else { return MailSupplement() }
        let (split, totals) = (report.payroll.timesheet, report.payroll.totals)
        var lines = [
            "Paid: \(split.employees.grouped) employees, \(split.firstWorkDate) to \(split.lastWorkDate)",
            "Gross \(totals.gross), withheld \(totals.deductions), net \(totals.net)", "Report: \(report.reportPDF)",
        ]
        let bytes = try? await BlockingWork.run { _ in try RunFooter.content(of: report.reportPDF) }
        let file = bytes.flatMap { MailSupplement.Attachment(name: "report.pdf", type: "application/pdf", bytes: $0) }
        if file == nil { lines.append("The report is not there any more, or too large to be attached.") }
        return MailSupplement(footer: lines.joined(separator: "\n"), attachments: file.map { [$0] } ?? [])
    }

    private func failure(_ outcome: RunOutcome, _ execution: StreamID) -> String {
        let description = outcome.description
        var lines: [String] = []
        if let caught = description.caught.first {
            lines.append("Failed: \(caught.state) with \(caught.error)")
        } else {
            lines.append("Ended: \(description.status.rawValue)" + (description.error.map { " with \($0)" } ?? ""))
        }
        lines.append("Execution: \(execution.uuid.text)")
        if let history {
            lines.append(
                "Look at it: " + (history + [execution.uuid.text]).map(\.quotedForShell).joined(separator: " "))
        }
        return lines.joined(separator: "\n")
    }

    /// More than servers of mail commonly take is not read.
    private static let largest = 8 << 20

    private static func content(of path: String) throws -> [UInt8] {
        var content: [UInt8] = []
        var chunk: [UInt8] = []
        let reader = try FileReader(path)
        while try reader.read(into: &chunk) {
            content += chunk
            guard content.count <= largest else { throw CommandFailure("\(path) is too large") }
        }
        return content
    }
}
