internal import EventLog
internal import Synchronization

/// Whoever waits for executions to end.
///
/// A waiter stands in line first, then looks whether the execution has ended already, and only then waits: so an end in
/// between is not missed. Where the execution is held in this process a look at what is held is enough.
final class EndWaiters: Sendable {
    /// A place in the line.
    struct Ticket: Hashable {
        let stream: StreamID
        let number: UInt64
    }

    private enum Entry {
        case inLine
        case waiting(UnsafeContinuation<ExecutionState?, Never>)
        case ended(ExecutionState?)
    }

    private struct State {
        var next: UInt64 = 0
        var held: Set<StreamID> = []
        var entries: [StreamID: [UInt64: Entry]] = [:]
    }

    private let state = Mutex(State())

    /// The streams that somebody waits for.
    var streams: [StreamID] { state.withLock { Array($0.entries.keys) } }

    /// Notes that an execution that runs is held in this process: as long as it is, its end is told here.
    func hold(_ stream: StreamID) { state.withLock { _ = $0.held.insert(stream) } }

    /// Notes that it is not held any more; where it has ended, before that is told.
    func letGo(_ stream: StreamID) { state.withLock { _ = $0.held.remove(stream) } }

    /// Whether who stands in line is told of the end without looking.
    func isHeld(_ stream: StreamID) -> Bool { state.withLock { $0.held.contains(stream) } }

    func standInLine(for stream: StreamID) -> Ticket {
        state.withLock { state in
            state.next += 1
            state.entries[stream, default: [:]][state.next] = .inLine
            return Ticket(stream: stream, number: state.next)
        }
    }

    /// Leaves the line; who waits goes on without a state.
    func leave(_ ticket: Ticket) {
        if case .waiting(let continuation) = remove(ticket) { continuation.resume(returning: nil) }
    }

    /// Waits until the execution ends; `nil` where its state has to be read, or the task was cancelled.
    func wait(_ ticket: Ticket) async -> ExecutionState? {
        await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                let entry = state.withLock { state -> Entry? in
                    let entry = state.entries[ticket.stream]?[ticket.number]
                    if case .inLine = entry {
                        state.entries[ticket.stream]?[ticket.number] = .waiting(continuation)
                    }
                    return entry
                }
                switch entry {
                case .inLine, .waiting: break
                case .ended(let final):
                    _ = remove(ticket)
                    continuation.resume(returning: final)
                case nil: continuation.resume(returning: nil)
                }
            }
        } onCancel: {
            leave(ticket)
        }
    }

    /// Tells everybody who waits for `stream`.
    func ended(_ stream: StreamID, _ final: ExecutionState?) {
        let waiting = state.withLock { state -> [UnsafeContinuation<ExecutionState?, Never>] in
            guard let entries = state.entries[stream] else { return [] }
            var waiting: [UnsafeContinuation<ExecutionState?, Never>] = []
            for (number, entry) in entries {
                if case .waiting(let continuation) = entry {
                    waiting.append(continuation)
                    state.entries[stream]?[number] = nil
                } else {
                    state.entries[stream]?[number] = .ended(final)
                }
            }
            if state.entries[stream]?.isEmpty == true { state.entries[stream] = nil }
            return waiting
        }
        for continuation in waiting { continuation.resume(returning: final) }
    }

    private func remove(_ ticket: Ticket) -> Entry? {
        state.withLock { state in
            let entry = state.entries[ticket.stream]?.removeValue(forKey: ticket.number)
            if state.entries[ticket.stream]?.isEmpty == true { state.entries[ticket.stream] = nil }
            return entry
        }
    }
}
