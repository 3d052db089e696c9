import Console
import Engine
import EventLog
import Synchronization

/// Prints the path of an execution as it is taken. Names and errors only: payloads are in the history.
final class PathPrinter: Sendable {
    private struct State {
        var startedAt: Timestamp?
        /// What is printed before the states of a branch: `Score[1]/`.
        var branches: [FrameID: String] = [:]
        /// The state each frame is in.
        var current: [FrameID: String] = [:]
        /// The frame of each attempt.
        var tasks: [TaskID: FrameID] = [:]
    }

    private let terminal = Terminal(.error)
    private let state = Mutex(State())

    /// Prints what an event says, where it says something about the path.
    func show(_ entry: HistoryEntry) {
        let line = state.withLock { state -> String? in
            let begin = state.startedAt ?? entry.recordedAt
            state.startedAt = begin
            guard let text = describe(entry, &state) else { return nil }
            return "\(terminal.styled(entry.recordedAt.duration(since: begin).columnText, .dim))  \(text)"
        }
        if let line { terminal.line(line) }
    }

    private func describe(_ entry: HistoryEntry, _ state: inout State) -> String? {
        switch entry.event {
        case .executionStarted(let started): return "started \(started.name)"
        case .stateEntered(let entered):
            state.current[entered.frame] = entered.state
            return "→ \(place(entered.frame, state))"
        case .branchStarted(let started), .iterationStarted(let started):
            let frame = FrameID(rawValue: Int64(entry.version.rawValue))
            state.branches[frame] = "\(place(started.frame, state))[\(started.index)]/"
            return nil
        case .taskScheduled(let task):
            state.tasks[TaskID(rawValue: Int64(entry.version.rawValue))] = task.frame
            return task.attempt > 0 ? "  \(place(task.frame, state)): attempt \(task.attempt + 1)" : nil
        case .taskFailed(let failed):
            let why = [failed.error, failed.cause].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ": ")
            return bad("  ✗ \(place(of: failed.task, state)): \(why)")
        case .taskSubmitted(let submitted): return "  \(place(of: submitted.task, state)): waits for its token"
        case .taskTimedOut(let timedOut):
            return bad("  ✗ \(place(of: timedOut.task, state)): timed out (\(timedOut.reason.rawValue))")
        case .retryScheduled(let retry):
            let pause = retry.due.duration(since: entry.recordedAt).shortText
            return terminal.styled("  \(place(retry.frame, state)): retry \(retry.attempt) in \(pause)", .yellow)
        case .catcherTaken(let taken):
            return terminal.styled("  \(place(taken.frame, state)): caught \(taken.error ?? "")", .yellow)
        case .waitScheduled(let wait):
            let pause = wait.due.duration(since: entry.recordedAt)
            return pause > .zero ? "  waits \(pause.shortText)" : nil
        case .executionTakenOver: return terminal.styled("goes on where another worker left it", .yellow)
        case .executionSucceeded: return terminal.styled("SUCCEEDED", .green)
        case .executionFailed: return bad("FAILED")
        case .executionTimedOut: return bad("TIMED_OUT")
        case .executionAborted: return bad("ABORTED")
        case .executionParked(let parked): return bad("stuck: \(parked.reason)")
        default: return nil
        }
    }

    private func bad(_ text: String) -> String {
        terminal.styled(text.split(whereSeparator: \.isNewline).joined(separator: " "), .red)
    }

    private func place(of task: TaskID, _ state: State) -> String { place(state.tasks[task] ?? .root, state) }

    private func place(_ frame: FrameID, _ state: State) -> String {
        (state.branches[frame] ?? "") + (state.current[frame] ?? "")
    }
}

extension Duration {
    /// `    1.25 s`
    fileprivate var columnText: String {
        let text = shortText
        return String(repeating: " ", count: max(0, 9 - text.count)) + text
    }

    /// `1.25 s`
    fileprivate var shortText: String {
        let hundredths = Int(self / .milliseconds(10))
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) s"
    }
}
