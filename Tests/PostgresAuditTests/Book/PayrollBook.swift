@testable import Engine
import EventLog
import Foundation
import JSON
import Notifications

/// The payrolls of January 2026 and a mailing of February: what `docs/audit.md` asks its questions about.
///
/// Ids, moments, hashes and commits follow from what is written here, so that answers can be kept beside the tests.
struct PayrollBook {
    static let machineARN = "arn:aws:states:us-east-1:123456789012:stateMachine:payroll"
    static let success = "arn:aws:sns:us-east-1:123456789012:SuccessNotifications"
    static let failure = "arn:aws:sns:us-east-1:123456789012:ErrorNotifications"

    private(set) var commits: [Commit] = []

    /// Writes the whole book.
    init() throws {
        let first = try machine("First version.")
        let second = try machine("Second version: nothing but this comment changed.")
        commits += try topics()
        commits += [pin(first.pinnedTexts[0], 1), pin(first.pinnedTexts[1], 2), pin(second.pinnedTexts[0], 3)]
        try january5(first)
        try january12(first)
        try january15(first)
        try january19(first)
        try january26(second)
        try january27(second)
        try january30(second)
        try january31(second)
        try february2()
    }

    // MARK: The runs

    /// Everybody is paid; one of two subscribers gets the mail only at the second attempt.
    private mutating func january5(_ machine: StateMachine) throws {
        var run = try start("payroll-2026-01-05", 1, "2026-01-05T09:00:00.000000Z", machine, by: "cron")
        try run.succeed("processData", after: .seconds(4), split(employees: 3))
        try run.succeed("generatePaystubs", after: .seconds(6), paid(employees: 3, net: "5230.10"))
        try run.succeed("generateReport", after: .seconds(2), #"{"reportPDF":"report.pdf"}"#)
        let (id, task) = try run.publish("successNotification", topic: Self.success)
        var mail = BookMail(
            id, run, task: task, topic: Self.success, subject: nil, message: "Payroll process complete.",
            to: ["/mail/owner", "/mail/accountant"])
        mail.deliver(to: "/mail/owner", after: .milliseconds(20), answer: "1767603612.owner")
        mail.fail(to: "/mail/accountant", after: .milliseconds(25), "the directory does not exist")
        mail.deliver(to: "/mail/accountant", after: .seconds(2), answer: "1767603614.accountant")
        try finish(run, mail)
    }

    /// The report times out once and is made at the second attempt; nobody is subscribed any more.
    private mutating func january12(_ machine: StateMachine) throws {
        var run = try start("payroll-2026-01-12", 2, "2026-01-12T09:00:00.000000Z", machine, by: "cron")
        try run.succeed("processData", after: .seconds(5), split(employees: 3))
        try run.succeed("generatePaystubs", after: .seconds(5), paid(employees: 3, net: "5230.10"))
        try run.wait(.seconds(900))
        try run.wait(.seconds(2))
        try run.succeed("generateReport", after: .seconds(3), #"{"reportPDF":"report.pdf"}"#)
        let (id, task) = try run.publish("successNotification", topic: Self.success)
        try finish(
            run,
            BookMail(
                id, run, task: task, topic: Self.success, subject: nil, message: "Payroll process complete.", to: []))
    }

    /// The worker is gone in the middle of the paystubs; another one makes them again.
    private mutating func january15(_ machine: StateMachine) throws {
        var run = try start("payroll-2026-01-15", 3, "2026-01-15T11:59:50.000000Z", machine, by: "ann")
        try run.succeed("processData", after: .seconds(4), split(employees: 4))
        try run.takeOver(after: .seconds(36))
        try run.succeed("generatePaystubs", after: .seconds(20), paid(employees: 4, net: "6610.00"))
        try run.succeed("generateReport", after: .seconds(1), #"{"reportPDF":"report.pdf"}"#)
        let (id, task) = try run.publish("successNotification", topic: Self.success)
        var mail = BookMail(
            id, run, task: task, topic: Self.success, subject: nil, message: "Payroll process complete.",
            to: ["/mail/owner"])
        mail.deliver(to: "/mail/owner", after: .milliseconds(15), answer: "1768478451.owner", wasThere: true)
        try finish(run, mail)
    }

    /// The timesheet is wrong; the machine catches that and says so, but the mail is never delivered.
    private mutating func january19(_ machine: StateMachine) throws {
        var run = try start("payroll-2026-01-19", 4, "2026-01-19T09:00:00.000000Z", machine, by: "cron")
        try run.fail("processData", after: .seconds(1), "InvalidTimesheet", "line 7, column hours: \"-3\" is negative")
        let (id, task) = try run.publish("errorNotification", topic: Self.failure)
        var mail = BookMail(
            id, run, task: task, topic: Self.failure, subject: "[ERROR]: Task failed",
            message: "line 7, column hours: \"-3\" is negative", to: ["/mail/owner"])
        mail.giveUp(to: "/mail/owner", after: .milliseconds(10), "the path is a file")
        try finish(run, mail)
    }

    /// The last state fails; the next day somebody mends what was wrong and lets it go on.
    private mutating func january26(_ machine: StateMachine) throws {
        var run = try start("payroll-2026-01-26", 5, "2026-01-26T09:00:00.000000Z", machine, by: "cron")
        try run.succeed("processData", after: .seconds(4), split(employees: 3))
        try run.succeed("generatePaystubs", after: .seconds(6), paid(employees: 3, net: "5300.55"))
        try run.succeed("generateReport", after: .seconds(2), #"{"reportPDF":"report.pdf"}"#)
        try run.fail("successNotification", after: .zero, "SNS.NotFoundException", "Topic does not exist")
        try run.tell(.redrive(requestedBy: "bob"), after: .seconds(86_400))
        let (id, task) = try run.publish("successNotification", topic: Self.success)
        var mail = BookMail(
            id, run, task: task, topic: Self.success, subject: nil, message: "Payroll process complete.",
            to: ["/mail/owner"])
        mail.deliver(to: "/mail/owner", after: .milliseconds(15), answer: "1769504412.owner")
        try finish(run, mail)
    }

    /// Started for the wrong month, and stopped by a signal.
    private mutating func january27(_ machine: StateMachine) throws {
        var run = try start("payroll-2026-01-27", 6, "2026-01-27T16:30:00.000000Z", machine, by: "ann")
        try run.succeed("processData", after: .seconds(4), split(employees: 3))
        let signal = Signal(to: run.stream, .stop(error: "Stopped", cause: "Wrong month"), requestedBy: "carol")
        let stream = StreamID(.signal, UUID(version7: run.now.adding(.seconds(3)), random: 6))
        let sent = Commit(
            id: commit(600),
            Append(
                to: stream, expected: .empty,
                events: [signal.newEvent(recordedAt: run.now.adding(.seconds(3)), queue: Queue("payroll"))]))
        try run.tell(.stop(error: "Stopped", cause: "Wrong month", requestedBy: "carol"), after: .milliseconds(3_050))
        let consumed = NewEvent(type: Signal.consumed, recordedAt: run.now, payload: Array("{}".utf8))
        commits += [
            sent, Commit(id: commit(601), Append(to: stream, expected: sent.heads[0], events: [consumed])),
        ]
        try finish(run)
    }

    /// Waits for its second attempt, and nobody comes.
    private mutating func january30(_ machine: StateMachine) throws {
        var run = try start("payroll-2026-01-30", 7, "2026-01-30T09:00:00.000000Z", machine, by: "cron")
        try run.succeed("processData", after: .seconds(4), split(employees: 3))
        try run.succeed("generatePaystubs", after: .seconds(6), paid(employees: 3, net: "5230.10"))
        try run.wait(.seconds(900))
        try finish(run)
    }

    /// No worker knows how to make paystubs.
    private mutating func january31(_ machine: StateMachine) throws {
        var run = try start("payroll-2026-01-31", 8, "2026-01-31T09:00:00.000000Z", machine, by: nil)
        try run.succeed("processData", after: .seconds(4), split(employees: 3))
        try run.tell(.park(reason: "no handler is registered for the resource 'generatePaystubs'"), after: .seconds(1))
        try finish(run)
    }

    /// The paystubs are posted, two at a time; one has to be tried again, and one has no address, which ends the others.
    private mutating func february2() throws {
        let machine = try StateMachine(
            name: "mailing", definition: Self.mailing,
            role: Role(arn: "arn:aws:iam::123456789012:role/payroll", resources: ["*"], topics: ["*"]))
        commits.append(pin(machine.pinnedTexts[0], 4))
        var run = try BookRun(
            "mailing-2026-02-02", number: 9, at: try BookRun.time("2026-02-02T09:00:00.000000Z"), machine: machine,
            by: "cron", input: #"{"employees":["ann","bob","cid","dora"]}"#)
        try run.succeed("pack", in: 0, after: .seconds(1), #"{"letter":"ann.pdf"}"#)
        try run.succeed("pack", in: 1, after: .seconds(1), #"{"letter":"bob.pdf"}"#)
        try run.fail("post", in: 0, after: .seconds(1), "Busy", "the franking machine is in use")
        try run.succeed("post", in: 1, after: .seconds(1), #"{"parcel":"RR2"}"#)
        try run.succeed("pack", in: 2, after: .seconds(1), #"{"letter":"cid.pdf"}"#)
        try run.wait(.seconds(10))
        try run.succeed("post", in: 0, after: .seconds(1), #"{"parcel":"RR1"}"#)
        try run.fail("post", in: 2, after: .seconds(1), "NoAddress", "cid has moved")
        try finish(run)
    }

    // MARK: Parts

    private func start(
        _ name: String, _ number: UInt64, _ time: String, _ machine: StateMachine, by: String?
    ) throws -> BookRun {
        // Spaces, key order and 40.0 are the user's; they stay as they are.
        let input = #"{ "timesheet":"/sheets/\#(name).csv", "hours":40.0, "dry run":false }"#
        return try BookRun(
            name, number: number, at: try BookRun.time(time), machine: machine, by: by, input: input)
    }

    private mutating func finish(_ run: BookRun, _ mail: BookMail? = nil) throws {
        commits += try run.written()
        guard let start = run.state.start else { return }
        let named = ExecutionName.append(
            stateMachine: run.machineARN, name: run.name, execution: run.stream, input: start.input,
            at: run.state.startedAt)
        commits.append(Commit(id: commit(700 + commits.count), named))
        if let mail { commits += mail.written() }
    }

    private func split(employees: Int) -> String { #"{"timesheet":"may.csv","employees":\#(employees)}"# }

    private func paid(employees: Int, net: String) -> String {
        #"{"timesheet":\#(split(employees: employees)),"paystubs":"paystubs","totals":{"net":"\#(net)"}}"#
    }

    private func pin(_ text: PinnedText, _ number: Int) -> Commit {
        Commit(id: commit(number), text.append(at: Timestamp(microseconds: 1_767_225_600_000_000)))
    }

    private func commit(_ number: Int) -> CommitID {
        CommitID(UUID(high: 0xb00d << 48 | 0x4000, low: 1 << 63 | UInt64(number)))
    }

    private func topics() throws -> [Commit] {
        try [Self.success, Self.failure].enumerated().map { number, topic in
            Commit(id: commit(100 + number), try BookMail.topic(topic))
        }
    }

    private func machine(_ comment: String) throws -> StateMachine {
        try StateMachine(
            name: "payroll", definition: Self.definition.replacing("COMMENT", with: comment),
            role: Role(arn: "arn:aws:iam::123456789012:role/payroll", resources: ["*"], topics: ["*"]))
    }

    private static let mailing = """
        {"StartAt": "deliver", "States": {
          "deliver": {"Type": "Map", "ItemsPath": "$.employees", "MaxConcurrency": 2, "End": true,
            "Catch": [{"ErrorEquals": ["NoAddress"], "Next": "byHand"}],
            "ItemProcessor": {"StartAt": "pack", "States": {
              "pack": {"Type": "Task", "Resource": "pack", "Next": "post"},
              "post": {"Type": "Task", "Resource": "post", "End": true,
                "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 5}]}}}},
          "byHand": {"Type": "Pass", "End": true}}}
        """

    private static let definition = """
        {"Comment": "COMMENT", "StartAt": "processData", "States": {
          "processData": {"Type": "Task", "Resource": "processData", "Next": "generatePaystubs",
            "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "errorNotification"}]},
          "generatePaystubs": {"Type": "Task", "Resource": "generatePaystubs", "Next": "generateReport"},
          "generateReport": {"Type": "Task", "Resource": "generateReport", "Next": "successNotification",
            "Retry": [{"ErrorEquals": ["States.Timeout"], "IntervalSeconds": 2, "MaxAttempts": 2}]},
          "successNotification": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true,
            "Parameters": {"TopicArn": "\(success)", "Message": "Payroll process complete."}},
          "errorNotification": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true,
            "Parameters": {"TopicArn": "\(failure)", "Subject": "[ERROR]: Task failed", "Message.$": "$.Cause"}}}}
        """
}
