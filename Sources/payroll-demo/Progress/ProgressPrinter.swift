import Console
import Engine
import EventLog
import Synchronization

/// Shows an execution as it goes: one line an event that a person cares for.
final class ProgressPrinter: Sendable {
    private struct State {
        var startedAt: Timestamp?
        var running: (state: String, attempt: Int)?
    }

    private let terminal: Terminal
    private let live: LiveLine
    private let board: ProgressBoard
    private let prefix: String
    private let state = Mutex(State())

    init(terminal: Terminal, live: LiveLine, board: ProgressBoard, prefix: String = "") {
        self.terminal = terminal
        self.live = live
        self.board = board
        self.prefix = prefix
    }

    /// Prints what an event says.
    func show(_ entry: HistoryEntry, of execution: StreamID) {
        let startedAt = state.withLock { state in
            if state.startedAt == nil { state.startedAt = entry.recordedAt }
            return state.startedAt ?? entry.recordedAt
        }
        follow(entry, of: execution)
        if let text = describe(entry) {
            let elapsed = entry.recordedAt.duration(since: startedAt).secondsText
            terminal.line("\(prefix)\(terminal.styled(elapsed, .dim))  \(text)")
        }
    }

    /// Takes the execution off the live line.
    func end(_ execution: StreamID) {
        live.set(execution, nil)
        board.clear(execution)
    }

    /// Keeps the live line at what runs.
    private func follow(_ entry: HistoryEntry, of execution: StreamID) {
        switch entry.event {
        case .taskScheduled(let task):
            state.withLock { $0.running = (task.state, task.attempt) }
            show(execution, since: nil)
        case .taskStarted: show(execution, since: entry.recordedAt)
        case .taskSucceeded, .taskFailed, .taskTimedOut, .executionSucceeded, .executionFailed, .executionTimedOut,
            .executionAborted, .executionParked:
            end(execution)
        default: break
        }
    }

    private func show(_ execution: StreamID, since moment: Timestamp?) {
        guard let running = state.withLock({ $0.running }) else { return }
        live.set(
            execution,
            LiveLine.Running(prefix: prefix, state: running.state, attempt: running.attempt, since: moment))
    }

    private func describe(_ entry: HistoryEntry) -> String? {
        switch entry.event {
        case .executionStarted(let started): return "started             \(started.name)"
        case .taskStarted(let task):
            return task.run > 1 ? "\(current)\(terminal.styled("begins again (run \(task.run))", .yellow))" : nil
        case .taskScheduled(let task): return task.attempt > 0 ? "\(current)attempt \(task.attempt + 1)" : nil
        case .taskSucceeded: return outcome("✓ succeeded", .green)
        case .taskFailed(let failed) where failed.error == OnPurpose.timeout:
            return outcome("✗ timed out: \(failed.cause ?? "")", .red)
        case .taskFailed(let failed):
            return outcome("✗ failed: \(failed.error ?? ""): \(failed.cause ?? "")", .red)
        case .taskSubmitted: return outcome("waits for its token", .yellow)
        case .taskTimedOut(let timedOut):
            return outcome("✗ timed out: \(timedOut.cause ?? timedOut.reason.rawValue)", .red)
        case .retryScheduled(let retry):
            return outcome(
                "retry \(retry.attempt) in \(retry.due.duration(since: entry.recordedAt).secondsText)", .yellow)
        case .evaluationFailed(let failed):
            return "\(failed.state)  \(terminal.styled("✗ \(failed.cause)", .red))"
        case .catcherTaken(let taken): return outcome("caught, goes on with \(taken.next)", .yellow)
        case .executionTakenOver: return terminal.styled("taken over from a worker that is gone", .yellow)
        case .executionSucceeded: return terminal.styled("SUCCEEDED", .bold)
        case .executionFailed: return terminal.styled("FAILED", .red)
        case .executionTimedOut: return terminal.styled("TIMED_OUT", .red)
        case .executionAborted: return terminal.styled("ABORTED", .red)
        case .executionParked(let parked): return terminal.styled("stuck: \(parked.reason)", .red)
        case .executionUnparked: return terminal.styled("tried again", .yellow)
        case .executionRedriven, .stateEntered, .stateExited, .choiceTaken, .waitScheduled, .waitFinished,
            .taskHeartbeatRecorded, .notificationPublished, .parallelStarted, .mapStarted, .branchStarted,
            .branchSucceeded, .branchFailed, .iterationStarted, .iterationSucceeded, .iterationFailed:
            return nil
        }
    }

    /// The state that runs, in a column of its own.
    private var current: String {
        let name = state.withLock { $0.running?.state ?? "" }
        return name + String(repeating: " ", count: max(1, 20 - name.count))
    }

    private func outcome(_ text: String, _ style: Terminal.Style) -> String {
        "\(current)\(terminal.styled(text, style))"
    }
}

extension Duration {
    /// `1.25 s`.
    var secondsText: String {
        let hundredths = Int(self / .milliseconds(10))
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) s"
    }
}
