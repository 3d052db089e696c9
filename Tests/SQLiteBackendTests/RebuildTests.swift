import EventLog
import Foundation
import Testing

@testable import SQLiteBackend

/// Reads status, label, queue and due time off the last payload.
private struct WordIndexer: StreamIndexer {
    func index(of stream: StreamID, events: [RecordedEvent]) throws -> StreamIndex {
        let words = String(decoding: events.last?.payload ?? [], as: UTF8.self).split(separator: " ").map(String.init)
        return StreamIndex(
            status: StreamStatus(words[0]), labels: ["a": words[1], "b": "\"\(words[0])\""],
            wakeUp: words[2] == "-"
                ? nil : WakeUp(due: Timestamp(microseconds: 7), queue: Queue(words[2]), semantics: 2))
    }
}

@Suite struct RebuildTests {
    static let tables = ["stream", "stream_label", "wake_up", "event"]

    func rows(_ path: String) throws -> [[[String]]] {
        try RebuildTests.tables.map { table in
            let columns = try RawDatabase(path).rows("SELECT name FROM pragma_table_info('\(table)')").map { $0[0] }
            let quoted = columns.map { "quote(\($0))" }.joined(separator: ", ")
            return try RawDatabase(path).rows("SELECT \(quoted) FROM \(table) ORDER BY 1, 2, 3, 4, 5")
        }
    }

    @Test func `rebuilt tables are row for row what they were`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        try await scene.withStore { store in
            var streams = (0..<30).map { _ in SQLiteScene.newStream() }
            streams.append(StreamID(StreamCategory("other"), streams[0].uuid))
            for (index, stream) in streams.enumerated() {
                let first = SQLiteScene.commit(Array(repeating: "x", count: index == 3 ? 1500 : 1), to: stream)
                let queue = index % 4 == 0 ? "-" : "q\(index % 3)"
                let wakeUp = WakeUp(due: Timestamp(microseconds: 7), queue: Queue(queue), semantics: 2)
                let last = SQLiteScene.commit(
                    ["S\(index % 2) l\(index % 5) \(queue)"], to: stream, after: first.heads[0],
                    wakeUp: queue == "-" ? .remove : .set(wakeUp), status: "S\(index % 2)",
                    labels: ["a": "l\(index % 5)", "b": "\"S\(index % 2)\""])
                #expect(try await store.commit([first, last]) == [.committed, .committed])
            }
            let before = try rows(scene.path)
            #expect(before.map(\.count) == [31, 62, 23, 1530 + 31])
            #expect(try await store.rebuildIndexes(with: WordIndexer()) == 31)
            #expect(try rows(scene.path) == before)

            try RawDatabase(scene.path).execute("DELETE FROM stream; DELETE FROM stream_label; DELETE FROM wake_up")
            #expect(try await store.rebuildIndexes(with: WordIndexer()) == 31)
            #expect(try rows(scene.path) == before)
        }
    }

    @Test func `nothing is rebuilt while a worker is alive`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        try await scene.withStore { store in
            let worker = WorkerID(UUID())
            try await store.keepAlive(worker, for: .seconds(60))
            let error = await #expect(throws: EventStoreError.self) {
                try await store.rebuildIndexes(with: WordIndexer())
            }
            #expect(error?.advice == .sendAgain)
            try await store.retire(worker)
            #expect(try await store.rebuildIndexes(with: WordIndexer()) == 0)
        }
    }
}
