internal import EventLog
internal import Synchronization

/// The moments at which held executions want to be asked again.
///
/// One heap and one sleeping task for all of them. A moment that has become pointless is not removed: when it comes, the
/// core is asked, and nothing is due.
final class TimerQueue: Sendable {
    private struct Entry {
        var due: Timestamp
        var stream: StreamID
    }

    private let clock: any EngineClock
    private let alarm: Alarm
    private let heap = Mutex<[Entry]>([])

    init(clock: any EngineClock) {
        self.clock = clock
        self.alarm = Alarm(clock: clock)
    }

    func schedule(_ stream: StreamID, at due: Timestamp) {
        let isEarliest = heap.withLock { heap in
            heap.append(Entry(due: due, stream: stream))
            TimerQueue.siftUp(&heap, from: heap.count - 1)
            return heap[0].due == due
        }
        if isEarliest { alarm.ring() }
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
        heap.withLock { heap in
            var due: [StreamID] = []
            while let first = heap.first, first.due <= now {
                due.append(first.stream)
                heap.swapAt(0, heap.count - 1)
                heap.removeLast()
                TimerQueue.siftDown(&heap)
            }
            return (due, heap.first?.due)
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
