import Console
import Engine
import EventLog
import Synchronization

/// Tells of the executions that an engine goes on with besides the one that its command was asked for.
struct RunCompanions: Sendable {
    private let executions: [StreamID]
    private let follower: RunFollower

    /// - Parameter executions: those of the log that had not ended when the engine began.
    init(_ executions: [StreamID], follower: RunFollower) {
        self.executions = executions
        self.follower = follower
    }

    /// Does `body`, and says of each execution that this engine took over that it goes on, and how it ended until then.
    func telling(_ body: () async throws -> Void) async throws {
        let taken = Taken()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for execution in executions { group.addTask { await watch(execution, taken) } }
            do {
                try await body()
            } catch {
                group.cancelAll()
                throw error
            }
            group.cancelAll()
        }
        for execution in taken.unfinished { await tellEnd(of: execution) }
    }

    /// Follows the events of an execution until it ends.
    private func watch(_ execution: StreamID, _ taken: Taken) async {
        do {
            for try await entry in follower.service.engine.client.history(of: execution)
            where isOurs(entry) && taken.insert(execution) {
                follower.terminal.line("Also going on with \(execution.uuid.text), which was interrupted.")
            }
            guard !Task.isCancelled, taken.remove(execution) else { return }
            await tellEnd(of: execution)
        } catch {
            // What cannot be read of another run is no matter of this one; its end is told of below, as far as it is known.
        }
    }

    /// Whether the event is one by which this engine begins to run something.
    private func isOurs(_ entry: HistoryEntry) -> Bool {
        let worker = follower.service.engine.worker
        return switch entry.event {
        case .executionTakenOver(let takenOver): takenOver.worker == worker
        case .taskStarted(let task): task.worker == worker
        default: false
        }
    }

    private func tellEnd(of execution: StreamID) async {
        let id = execution.uuid.text
        guard let description = try? await follower.service.engine.client.describe(execution) else {
            return follower.terminal.line("\(id) cannot be read.")
        }
        if description.status == .running {
            follower.terminal.line("\(id) has not ended." + (follower.resumption.map { " Go on with: \($0)" } ?? ""))
        } else if let caught = description.caught.first {
            follower.terminal.line("\(id) failed in \(caught.state): \(caught.error)")
        } else if description.status == .succeeded {
            follower.terminal.line("\(id) is paid.")
        } else {
            follower.terminal.line("\(id) ended \(description.status.rawValue)")
        }
    }
}

/// The executions that were told of and have not ended.
private final class Taken: Sendable {
    private let all = Mutex<(told: Set<StreamID>, unfinished: Set<StreamID>)>(([], []))

    var unfinished: [StreamID] { all.withLock { $0.unfinished.sorted() } }

    /// Whether it was not there yet.
    func insert(_ execution: StreamID) -> Bool {
        all.withLock {
            guard $0.told.insert(execution).inserted else { return false }
            $0.unfinished.insert(execution)
            return true
        }
    }

    /// Whether it was there.
    func remove(_ execution: StreamID) -> Bool {
        all.withLock { $0.unfinished.remove(execution) != nil }
    }
}
