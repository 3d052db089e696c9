import EventLog
import Foundation
import PostgresBackend
import Synchronization
import Testing

/// Many writers, each with a stream of its own, that send again what failed and note where they came to.
final class Load: Sendable {
    private struct State {
        var done = 0
        var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
        var heads: [StreamID: StreamHead] = [:]
    }

    private let stores: [PostgresEventStore]
    private let writers: Int
    private let steps: Int
    private let state = Mutex(State())

    init(stores: [PostgresEventStore], writers: Int, steps: Int) {
        (self.stores, self.writers, self.steps) = (stores, writers, steps)
    }

    /// Writes while `trouble` goes on.
    func run(_ trouble: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<writers { group.addTask { try await self.write(writer) } }
            group.addTask { try await trouble() }
            try await group.waitForAll()
        }
    }

    /// Waits until as many commits are done, or as many as there will be.
    func wait(for count: Int) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.done < min(count, writers * steps) { state.waiting.append((count, continuation)) }
                return state.done >= min(count, writers * steps)
            }
            if isThere { continuation.resume() }
        }
    }

    /// Every stream is exactly as its writer knows it.
    func check(_ store: PostgresEventStore) async throws {
        for (stream, head) in state.withLock({ $0.heads }) {
            let events = try await untilItGoes { try await store.readAll(stream) }
            #expect(events.count == steps * 2)
            #expect(try HashChain.verify(events) == head)
        }
        #expect(state.withLock { $0.heads.count } == writers)
    }

    /// Asks again as long as the store says that it may go well.
    @discardableResult
    func untilItGoes<Value>(_ body: () async throws -> Value) async throws -> Value {
        while true {
            do { return try await body() } catch let error as EventStoreError where error.advice == .sendAgain {
                await Task.yield()
            }
        }
    }

    private func write(_ writer: Int) async throws {
        let stream = PostgresScene.newStream()
        let store = stores[writer % stores.count]
        var head = StreamHead.empty
        for step in 0..<steps {
            let commit = PostgresScene.commit(
                ["\(writer)", "\(step)"], to: stream, after: head, status: "S\(step % 3)",
                labels: step % 5 == 0 ? ["step": "\(step)"] : nil)
            let outcome = try await untilItGoes { try await store.commit(commit) }
            #expect(outcome == .committed)
            head = commit.heads[0]
            let ready = state.withLock { state in
                state.done += 1
                let (ready, waiting) = (
                    state.waiting.filter { $0.count <= state.done }, state.waiting.filter { $0.count > state.done }
                )
                state.waiting = state.done == writers * steps ? [] : waiting
                return state.done == writers * steps ? ready + waiting : ready
            }
            for waiting in ready { waiting.continuation.resume() }
        }
        let end = head
        state.withLock { $0.heads[stream] = end }
    }
}
