internal import EventLog
internal import FoundationEssentials

/// What a case works with: the store, and short ways to fill it.
struct Scene: Sendable {
    let backend: any ConformanceBackend
    /// The queue that cases use where the queue does not matter.
    let queue = Queue("main")

    var store: any EventStore { backend.store }
    var now: Timestamp { backend.now }

    // MARK: Capabilities

    func secondHandle() async throws -> any EventStore {
        guard let make = backend.secondHandle else { throw MissingCapability(name: "secondHandle") }
        return try await make()
    }

    func advanceClock(by duration: Duration) async throws {
        guard let advance = backend.advanceClock else { throw MissingCapability(name: "advanceClock") }
        try await advance(duration)
    }

    func kill(_ worker: WorkerID, of handle: any EventStore) async throws {
        guard let kill = backend.killProcess else { throw MissingCapability(name: "killProcess") }
        try await kill(worker, handle)
    }

    func backUp() async throws -> @Sendable () async throws -> any EventStore {
        guard let backUp = backend.backUp else { throw MissingCapability(name: "backUp") }
        return try await backUp()
    }

    func flipByte(of stream: StreamID, at version: StreamVersion) async throws {
        guard let flip = backend.flipByte else { throw MissingCapability(name: "flipByte") }
        try await flip(stream, version)
    }

    // MARK: Streams

    func newStream(_ category: String = "thing") -> StreamID {
        StreamID(StreamCategory(category), UUID())
    }

    func event(_ payload: String, type: String = "Happened", at time: Timestamp? = nil) -> NewEvent {
        NewEvent(type: EventType(type), recordedAt: time ?? now, payload: Array(payload.utf8))
    }

    /// An append of events with the given payloads.
    func append(
        _ payloads: [String], to stream: StreamID, after expected: StreamHead, wakeUp: WakeUpChange = .unchanged,
        status: String? = nil, labels: StreamLabels? = nil, at time: Timestamp? = nil
    ) -> Append {
        Append(
            to: stream, expected: expected, events: payloads.map { event($0, at: time) }, wakeUp: wakeUp,
            status: status.map { StreamStatus($0) }, labels: labels)
    }

    /// A commit with an id of its own.
    func commit(_ appends: Append...) -> Commit {
        Commit(id: CommitID(UUID()), appends: appends)
    }

    /// Commits an append that must succeed and returns the new head.
    @discardableResult
    func put(
        _ payloads: [String], to stream: StreamID, after expected: StreamHead = .empty,
        wakeUp: WakeUpChange = .unchanged, status: String? = nil, labels: StreamLabels? = nil,
        at time: Timestamp? = nil, in handle: (any EventStore)? = nil
    ) async throws -> StreamHead {
        let commit = commit(
            append(payloads, to: stream, after: expected, wakeUp: wakeUp, status: status, labels: labels, at: time))
        try requireEqual(
            try await (handle ?? store).commit(commit), .committed, "an append at the head of \(stream)")
        return commit.heads[0]
    }

    // MARK: Wake-ups and workers

    func wakeUp(
        due: Timestamp? = nil, queue: Queue? = nil, semantics: Int = 1, holder: WorkerID? = nil, parked: String? = nil
    ) -> WakeUpChange {
        .set(
            WakeUp(due: due ?? now, queue: queue ?? self.queue, semantics: semantics, holder: holder, parked: parked))
    }

    /// A worker that is alive for a minute.
    func newWorker(in handle: (any EventStore)? = nil, lease: Duration = .seconds(60)) async throws -> WorkerID {
        let worker = WorkerID(UUID())
        try await (handle ?? store).keepAlive(worker, for: lease)
        return worker
    }

    func claim(
        by worker: WorkerID, id: ClaimID = ClaimID(UUID()), queues: [Queue]? = nil, semantics: Int = 1,
        limit: Int = 100
    ) -> Claim {
        Claim(id: id, worker: worker, queues: queues ?? [queue], semantics: semantics, limit: limit)
    }

    /// Claims and returns the streams.
    func claimed(
        by worker: WorkerID, id: ClaimID = ClaimID(UUID()), queues: [Queue]? = nil, semantics: Int = 1,
        limit: Int = 100, in handle: (any EventStore)? = nil
    ) async throws -> [ClaimedStream] {
        try await (handle ?? store).claimDue(
            claim(by: worker, id: id, queues: queues, semantics: semantics, limit: limit)
        ).streams
    }
}

extension Timestamp {
    static func + (time: Timestamp, duration: Duration) -> Timestamp { time.adding(duration) }
}
