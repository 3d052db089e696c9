import EventLog
import Foundation

@testable import SQLiteBackend

/// A directory with a store file, and short ways to fill it.
struct SQLiteScene {
    let directory: TemporaryDirectory
    let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path("log.sqlite")
    }

    func open(
        readOnly: Bool = false, _ configuration: SQLiteConfiguration = SQLiteConfiguration()
    ) async throws -> SQLiteEventStore {
        try await SQLiteEventStore.open(path: path, readOnly: readOnly, configuration: configuration)
    }

    /// Runs `body` with a store that is closed afterwards.
    func withStore<Result>(
        _ configuration: SQLiteConfiguration = SQLiteConfiguration(),
        _ body: (SQLiteEventStore) async throws -> Result
    ) async throws -> Result {
        let store = try await open(configuration)
        do {
            let result = try await body(store)
            await store.close()
            return result
        } catch {
            await store.close()
            throw error
        }
    }

    static func newStream() -> StreamID { StreamID(StreamCategory("thing"), UUID()) }

    static func commit(
        _ payloads: [String], to stream: StreamID, after head: StreamHead = .empty,
        wakeUp: WakeUpChange = .unchanged, status: String? = nil, labels: StreamLabels? = nil
    ) -> Commit {
        let events = payloads.map {
            NewEvent(
                type: EventType("Happened"), recordedAt: Timestamp(microseconds: 1_767_225_600_123_456),
                payload: Array($0.utf8))
        }
        return Commit(
            id: CommitID(UUID()),
            Append(
                to: stream, expected: head, events: events, wakeUp: wakeUp, status: status.map { StreamStatus($0) },
                labels: labels))
    }
}
