import Engine
import EventLog
import Foundation
import Synchronization

/// Shows an execution as it goes: one line an event that a person cares for, and on a terminal a live line below.
final class ProgressPrinter: Sendable {
    private struct State {
        var startedAt: Timestamp?
        var running: (state: String, attempt: Int, since: Timestamp)?
        var frame = 0
    }

    private let terminal: Terminal
    private let board: ProgressBoard
    private let prefix: String
    private let state = Mutex(State())

    init(terminal: Terminal, board: ProgressBoard, prefix: String = "") {
        self.terminal = terminal
        self.board = board
        self.prefix = prefix
    }

    /// Prints what an event says.
    func show(_ entry: HistoryEntry, of execution: StreamID) {
        let startedAt = state.withLock { state in
            if state.startedAt == nil { state.startedAt = entry.recordedAt }
            return state.startedAt ?? entry.recordedAt
        }
        if let text = describe(entry, of: execution) {
            let elapsed = seconds(entry.recordedAt.duration(since: startedAt))
            terminal.line("\(prefix)\(terminal.styled(elapsed, .dim))  \(text)")
        }
    }

    /// Redraws the live line until cancelled.
    func animate(_ execution: StreamID) async {
        guard terminal.isInteractive else { return }
        let frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]
        while !Task.isCancelled {
            let (running, frame) = state.withLock { state in
                state.frame = (state.frame + 1) % frames.count
                return (state.running, state.frame)
            }
            if let running {
                let now = Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
                let attempt = running.attempt > 0 ? ", retry \(running.attempt)" : ""
                let progress = board.text(for: execution).map { "  \($0)" } ?? ""
                terminal.live(
                    "\(prefix)\(frames[frame]) \(running.state)\(attempt)  "
                        + "\(seconds(now.duration(since: running.since)))\(progress)")
            }
            try? await Task.sleep(for: .milliseconds(100))
        }
        terminal.live("")
    }

    private func describe(_ entry: HistoryEntry, of execution: StreamID) -> String? {
        switch entry.event {
        case .executionStarted(let started): return "started             \(started.name)"
        case .taskStarted(let task):
            let run = task.run > 1 ? "  again (run \(task.run))" : ""
            let state = setRunning(since: entry.recordedAt)
            return task.run > 1 ? "\(padded(state))\(terminal.styled("begins\(run)", .yellow))" : nil
        case .taskScheduled(let task):
            setState(task.state, attempt: task.attempt)
            board.clear(execution)
            return task.attempt > 0 ? "\(padded(task.state))attempt \(task.attempt + 1)" : nil
        case .taskSucceeded: return outcome("✓ succeeded", .green)
        case .taskFailed(let failed): return outcome("✗ failed: \(failed.error): \(failed.cause)", .red)
        case .taskTimedOut(let timedOut): return outcome("✗ timed out: \(timedOut.cause)", .red)
        case .retryScheduled(let retry):
            let wait = seconds(retry.due.duration(since: entry.recordedAt))
            return "\(padded(current))\(terminal.styled("retry \(retry.attempt) in \(wait)", .yellow))"
        case .catcherTaken(let taken):
            return "\(padded(current))\(terminal.styled("caught, goes on with \(taken.next)", .yellow))"
        case .executionTakenOver: return terminal.styled("taken over from a worker that is gone", .yellow)
        case .executionSucceeded: return terminal.styled("SUCCEEDED", .bold)
        case .executionFailed: return terminal.styled("FAILED", .red)
        case .executionTimedOut: return terminal.styled("TIMED_OUT", .red)
        case .executionAborted: return terminal.styled("ABORTED", .red)
        case .executionParked(let parked): return terminal.styled("stuck: \(parked.reason)", .red)
        case .executionRedriven, .executionUnparked, .stateEntered, .stateExited, .choiceTaken, .waitScheduled,
            .waitFinished, .taskHeartbeatRecorded, .notificationPublished:
            return nil
        }
    }

    private var current: String { state.withLock { $0.running?.state ?? "" } }

    private func setState(_ name: String, attempt: Int) {
        state.withLock { $0.running = (name, attempt, Timestamp(microseconds: 0)) }
    }

    private func setRunning(since moment: Timestamp) -> String {
        state.withLock { state in
            state.running?.since = moment
            return state.running?.state ?? ""
        }
    }

    private func outcome(_ text: String, _ style: Terminal.Style) -> String {
        "\(padded(current))\(terminal.styled(text, style))"
    }

    private func padded(_ state: String) -> String {
        state + String(repeating: " ", count: max(1, 20 - state.count))
    }

    private func seconds(_ duration: Duration) -> String {
        let hundredths = Int(duration / .milliseconds(10))
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) s"
    }
}
