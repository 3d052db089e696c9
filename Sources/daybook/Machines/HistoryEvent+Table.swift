import Engine
import EventLog

extension HistoryEvent {
    /// `  4    3  2026-05-01T10:00:00.000000Z  TaskStateEntered            processData`
    var tableLine: String {
        let columns = [right("\(id)", 5), right("\(previousEventId)", 5), "\(timestamp)", left(type.rawValue, 28)]
        return (columns + [subject]).joined(separator: "  ").trimmed
    }

    /// What the event is about: names and errors, never a payload.
    private var subject: String {
        switch details {
        case .stateEntered(let name, _), .stateExited(let name, _, _): name
        case .mapIteration(let name, let index): "\(name)[\(index)]"
        case .mapStarted(let length): "\(length) items"
        case .taskScheduled(let resource, _, _, _, _, _): "\(resource.resourceType):\(resource.resource)"
        case .scheduled(let resource, _, _, _, _): resource
        case .failure(let error, let cause), .taskFailure(_, let error, let cause): line(error, cause)
        case .activityStarted(let workerName): workerName
        case .redriven(let count): "redrive \(count)"
        default: ""
        }
    }

    private func line(_ error: String?, _ cause: String?) -> String {
        [error, cause].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ": ")
            .split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
