import EventLog
import Payroll
import Synchronization

/// How far the running tasks are, for whoever shows it.
final class ProgressBoard: Sendable {
    private let progress = Mutex<[StreamID: TaskControl.Progress]>([:])

    func update(_ execution: StreamID, _ value: TaskControl.Progress) {
        progress.withLock { $0[execution] = value }
    }

    func clear(_ execution: StreamID) {
        progress.withLock { $0[execution] = nil }
    }

    /// `1,200 of 20,000 employees`, where something is known.
    func text(for execution: StreamID) -> String? {
        guard let value = progress.withLock({ $0[execution] }) else { return nil }
        guard let total = value.total else { return "\(value.completed.grouped) \(value.unit)" }
        return "\(value.completed.grouped) of \(total.grouped) \(value.unit)"
    }
}

extension Int {
    /// The number with commas between thousands.
    var grouped: String {
        var digits = Array(String(magnitude))
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: index)
            index -= 3
        }
        return (self < 0 ? "-" : "") + String(digits)
    }
}
