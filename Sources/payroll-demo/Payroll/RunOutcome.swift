import Engine
import EventLog
import JSON
import Notifications
import Payroll

/// What a run came to, read off its events.
struct RunOutcome {
    let description: ExecutionDescription
    let split: SplitSummary?
    let paystubs: PaystubsSummary?
    let report: ReportSummary?
    let notifications: [NotificationDescription]
    /// Why no worker goes on with it, where none does.
    let stuck: String?

    /// Whether the payroll was paid: the machine itself ends `SUCCEEDED` also where a Catch took a failure.
    var isPaid: Bool { description.status == .succeeded && description.caught.isEmpty }

    init(
        _ description: ExecutionDescription, stuck: String? = nil, events: [HistoryEntry],
        notifications: [NotificationDescription]
    ) {
        self.stuck = stuck
        self.description = description
        self.notifications = notifications
        var outputs: [String: JSONText] = [:]
        var states: [TaskID: String] = [:]
        for entry in events {
            switch entry.event {
            case .taskScheduled(let task): states[TaskID(entry.version)] = task.state
            case .taskSucceeded(let task): if let state = states[task.task] { outputs[state] = task.output }
            default: break
            }
        }
        split = RunOutcome.decode(outputs["processData"])
        paystubs = RunOutcome.decode(outputs["generatePaystubs"])
        report = RunOutcome.decode(outputs["generateReport"])
    }

    private static func decode<Value: Decodable>(_ text: JSONText?) -> Value? {
        guard let text else { return nil }
        return try? JSONValueDecoder().decode(Value.self, from: text)
    }
}
