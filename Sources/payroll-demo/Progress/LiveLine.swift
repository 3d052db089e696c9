import Console
import EventLog
import FoundationEssentials
import Synchronization

/// The line at the bottom of a terminal that says what is running: one for all runs of a command.
final class LiveLine: Sendable {
    /// A task that runs.
    struct Running {
        let prefix: String
        let state: String
        let attempt: Int
        let since: Timestamp?
    }

    private let terminal: Terminal
    private let board: ProgressBoard
    private let runs = Mutex<[StreamID: Running]>([:])
    private static let frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

    init(terminal: Terminal, board: ProgressBoard) {
        self.terminal = terminal
        self.board = board
    }

    func set(_ execution: StreamID, _ running: Running?) {
        let isEmpty = runs.withLock { runs in
            runs[execution] = running
            return runs.isEmpty
        }
        if isEmpty { terminal.live("") }
    }

    /// Redraws the line while `body` runs.
    func showing(_ body: () async throws -> Void) async throws {
        guard terminal.isInteractive else { return try await body() }
        defer { terminal.live("") }
        try await drawing(while: body)
    }

    private func drawing(while body: () async throws -> Void) async throws {
        // It is cancelled, and waited for, where this scope ends.
        async let _: Void = draw()
        try await body()
    }

    private func draw() async {
        var frame = 0
        while !Task.isCancelled {
            frame = (frame + 1) % LiveLine.frames.count
            let text = text(at: Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)))
            terminal.live(text.isEmpty ? "" : "\(LiveLine.frames[frame]) \(text)")
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    /// The oldest runs come first; those that a line has no room for are cut off.
    private func text(at now: Timestamp) -> String {
        let runs = runs.withLock { $0.sorted { $0.key < $1.key } }
        let shown = runs.prefix(4).map { execution, running in
            let attempt = running.attempt > 0 ? ", retry \(running.attempt)" : ""
            let elapsed = running.since.map { "  \(now.duration(since: $0).secondsText)" } ?? ""
            let progress = board.text(for: execution).map { "  \($0)" } ?? ""
            return "\(running.prefix)\(running.state)\(attempt)\(elapsed)\(progress)"
        }
        let rest = runs.count - shown.count
        return ((rest > 0 ? ["\(runs.count.grouped) runs"] : []) + shown).joined(separator: "   ")
    }
}
