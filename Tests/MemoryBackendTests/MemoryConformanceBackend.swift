import EventLog
import EventLogConformance
import Synchronization

@testable import MemoryBackend

/// The memory store under test, or what `wrap` makes of it.
struct MemoryConformanceBackend: ConformanceBackend {
    private final class Clock: Sendable {
        private let time = Mutex(Timestamp(microseconds: 1_767_225_600_000_000))

        var now: Timestamp { time.withLock { $0 } }

        func advance(by duration: Duration) {
            time.withLock { $0 = $0.adding(duration) }
        }
    }

    private let memory: MemoryEventStore
    private let clock: Clock
    private let wrap: @Sendable (MemoryEventStore) -> any EventStore
    let store: any EventStore

    init(wrap: @escaping @Sendable (MemoryEventStore) -> any EventStore = { $0 }) {
        let clock = Clock()
        self.clock = clock
        self.memory = MemoryEventStore { clock.now }
        self.wrap = wrap
        self.store = wrap(memory)
    }

    var now: Timestamp { clock.now }

    var secondHandle: (@Sendable () async throws -> any EventStore)? {
        { store }
    }

    var advanceClock: (@Sendable (Duration) async throws -> Void)? {
        { clock.advance(by: $0) }
    }

    var killProcess: (@Sendable (WorkerID, any EventStore) async throws -> Void)? {
        { worker, _ in memory.declareDead(worker) }
    }

    var backUp: (@Sendable () async throws -> @Sendable () async throws -> any EventStore)? {
        {
            let copy = memory.copy()
            return { wrap(copy) }
        }
    }

    var flipByte: (@Sendable (StreamID, StreamVersion) async throws -> Void)? {
        { memory.flipByte(of: $0, at: $1) }
    }

    func close() async {}
}
