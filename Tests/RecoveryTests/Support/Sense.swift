import Engine
import EventLog
import Foundation

/// What an execution's events say, without what differs between two runs of the same payroll: ids, times, workers, the
/// directory, and takeovers with the second runs they begin.
struct Sense {
    struct Lie: Error, CustomStringConvertible {
        let description: String
    }

    /// One line an event.
    private(set) var lines: [String] = []
    private(set) var takeovers = 0
    /// How many runs were begun, the first ones included.
    private(set) var runs = 0
    private var tasks: [TaskID: String] = [:]
    private var runsOfTask: [TaskID: Int] = [:]
    private var takeoversAtRun: [TaskID: Int] = [:]
    private let replacements: [(String, String)]

    /// - Throws: `Lie` where a run is begun again without a takeover before it, or out of order.
    init(of events: [RecordedEvent], in root: String) throws {
        var replacements = [(root, "ROOT")]
        if let execution = events.first?.stream { replacements.append((execution.uuid.text, "EXECUTION")) }
        for event in events {
            guard case .notificationPublished(let published) = try ExecutionEvent(event) else { continue }
            replacements.append((published.notification.uuid.text, "NOTIFICATION"))
        }
        self.replacements = replacements
        for event in events { try add(event) }
    }

    private mutating func add(_ recorded: RecordedEvent) throws {
        let event = try ExecutionEvent(recorded)
        switch event {
        case .executionTakenOver:
            takeovers += 1
            return
        case .taskScheduled(let task): tasks[TaskID(recorded.version)] = "\(task.state) attempt \(task.attempt)"
        case .taskStarted(let started):
            runs += 1
            let expected = runsOfTask[started.task, default: 0] + 1
            guard started.run == expected else {
                throw Lie(description: "run \(started.run) of task \(started.task) comes after run \(expected - 1)")
            }
            if started.run > 1, takeoversAtRun[started.task] == takeovers {
                throw Lie(description: "run \(started.run) of task \(started.task) began without a takeover")
            }
            runsOfTask[started.task] = started.run
            takeoversAtRun[started.task] = takeovers
            if started.run == 1 { lines.append("TaskStarted \(tasks[started.task] ?? "?")") }
            return
        case .retryScheduled(let retry):
            lines.append("RetryScheduled \(retry.retrier) \(retry.attempt)")
            return
        default: break
        }
        lines.append("\(recorded.type) \(text(of: recorded))")
    }

    private func text(of event: RecordedEvent) -> String {
        var text = String(decoding: event.payload, as: UTF8.self)
        for (task, name) in tasks {
            text = text.replacingOccurrences(of: "\"task\":\(task),", with: "\"task\":\"\(name)\",")
        }
        for (old, new) in replacements { text = text.replacingOccurrences(of: old, with: new) }
        return text
    }
}
