import Engine
import EventLog
import Foundation
import Notifications
import Payroll

/// The payroll's machine, its role, its topics.
enum PayrollMachine {
    static let name = "payroll"
    static let successTopic = "arn:aws:sns:us-east-1:123456789012:SuccessNotifications"
    static let errorTopic = "arn:aws:sns:us-east-1:123456789012:ErrorNotifications"

    /// May call its three functions, and publish to its two topics.
    static let role = Role(
        arn: "arn:aws:iam::123456789012:role/payroll",
        resources: PayrollTask.allCases.map { "arn:aws:lambda:us-east-1:123456789012:function:\($0.rawValue)" }
            + ["arn:aws:states:::sns:publish"],
        topics: [successTopic, errorTopic])

    /// Tells the error topic of ends that the machine itself cannot tell of.
    static var rules: [NotificationRule] {
        guard let topic = try? TopicARN(errorTopic) else { return [] }
        return [NotificationRule(machine: name, statuses: [.failed, .timedOut, .aborted], topic: topic)]
    }

    /// The machine, written in one of the languages; what it does is the same.
    static func load(_ language: MachineLanguage) throws -> StateMachine {
        do {
            return try StateMachine(
                name: name, definition: String(decoding: language.definition, as: UTF8.self), role: role)
        } catch {
            throw CommandFailure("\(language.file): \(error)")
        }
    }
}
