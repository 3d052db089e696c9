internal import EventLog
internal import Synchronization

/// The moments at which held executions want to be asked again.
///
/// One heap and one sleeping task for all of them, and one moment that counts for each execution: what has become
/// pointless stays in the heap until it is due or there is more of it than of the rest.
final class TimerQueue: Sendable {
    private struct Entry {
        var due: Timestamp
        var stream: StreamID
    }

    private struct State {
        var heap: [Entry] = []
        var due: [StreamID: Timestamp] = [:]
    }

    private let clock: any EngineClock
    private let alarm: Alarm
    private let state = Mutex(State())

    init(clock: any EngineClock) {
        self.clock = clock
        self.alarm = Alarm(clock: clock)
    }

    /// Has the execution asked at `due`, and not at the moment that was set before.
    func schedule(_ stream: StreamID, at due: Timestamp) {
        let isEarliest = state.withLock { state in
            state.due[stream] = due
            state.heap.append(Entry(due: due, stream: stream))
            TimerQueue.siftUp(&state.heap, from: state.heap.count - 1)
            if state.heap.count > 2 * state.due.count + 1000 { TimerQueue.compact(&state) }
            return state.heap[0].due == due
        }
        if isEarliest { alarm.ring() }
    }

    /// Forgets the execution's moment.
    func cancel(_ stream: StreamID) {
        state.withLock { state in
            guard state.due.removeValue(forKey: stream) != nil else { return }
            if state.heap.count > 2 * state.due.count + 1000 { TimerQueue.compact(&state) }
        }
    }

    private static func compact(_ state: inout State) {
        // Sorted by the moment, an array is a heap.
        state.heap = state.due.map { Entry(due: $0.value, stream: $0.key) }.sorted { $0.due < $1.due }
    }

    /// Calls `fire` for each stream whose moment has come, until cancelled.
    func run(_ fire: @Sendable (StreamID) -> Void) async {
        while !Task.isCancelled {
            let (due, next) = takeDue(now: clock.now())
            due.forEach(fire)
            if due.isEmpty { await alarm.wait(until: next) }
        }
    }

    private func takeDue(now: Timestamp) -> (due: [StreamID], next: Timestamp?) {
        state.withLock { state in
            var due: [StreamID] = []
            while let first = state.heap.first, first.due <= now || state.due[first.stream] != first.due {
                if state.due[first.stream] == first.due {
                    due.append(first.stream)
                    state.due[first.stream] = nil
                }
                state.heap.swapAt(0, state.heap.count - 1)
                state.heap.removeLast()
                TimerQueue.siftDown(&state.heap)
            }
            return (due, state.heap.first?.due)
        }
    }

    private static func siftUp(_ heap: inout [Entry], from index: Int) {
        var child = index
        while child > 0, heap[child].due < heap[(child - 1) / 2].due {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private static func siftDown(_ heap: inout [Entry]) {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].due < heap[least].due
            {
                least = child
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
