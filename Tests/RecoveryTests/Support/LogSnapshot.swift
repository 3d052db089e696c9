import Engine
import EventLog
import Foundation
import Notifications
import SQLiteBackend
import Testing

/// Everything a log held at one moment.
///
/// It is read from a copy of the file and its write-ahead log, as a backup would: the log itself is left to the program,
/// which has to bring it in order by itself after a kill.
struct LogSnapshot: Sendable {
    var streams: [StreamID: [RecordedEvent]] = [:]
    var problems: [String] = []

    /// Reads the log at `path`; without a file, or where its tables are yet to be made, there is nothing in it.
    static func read(_ path: String) async throws -> LogSnapshot {
        let folder = path + "-copy-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let copy = folder + "/log"
        guard FileManager.default.fileExists(atPath: path) else { return LogSnapshot() }
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
        }
        var snapshot = LogSnapshot()
        let database = try RawDatabase(copy)
        guard try !database.rows("SELECT 1 FROM sqlite_schema WHERE name = 'event'").isEmpty else { return snapshot }
        let check = try database.rows("PRAGMA integrity_check").map { $0.joined() }
        if check != ["ok"] { snapshot.problems += check }
        let store = try await SQLiteEventStore.open(path: copy, readOnly: true)
        for row in try database.rows("SELECT DISTINCT category, stream_id FROM event") {
            let stream = StreamID(StreamCategory(row[0]), try #require(UUID(hexDigits: row[1])))
            snapshot.streams[stream] = try await store.readAll(stream)
        }
        await store.close()
        return snapshot
    }

    func streams(of category: StreamCategory) -> [StreamID] {
        streams.keys.filter { $0.category == category }.sorted()
    }

    var executions: [StreamID] { streams(of: .execution) }
    var notifications: [StreamID] { streams(of: .notification) }

    /// The state of an execution.
    func state(of execution: StreamID) throws -> ExecutionState {
        try ExecutionState(folding: streams[execution] ?? [])
    }

    /// Where the only execution ends; 0 where none was started.
    var version: Int64 { executions.first.flatMap { streams[$0]?.last?.version.rawValue } ?? 0 }

    /// Whether every stream is whole: no version missing, no byte changed, no page damaged.
    func expectIsWhole(_ place: Comment, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(problems.isEmpty, place, sourceLocation: sourceLocation)
        for (stream, events) in streams {
            #expect(throws: Never.self, place, sourceLocation: sourceLocation) { try HashChain.verify(events) }
            let versions = events.map(\.version.rawValue)
            #expect(versions == Array(1...Int64(events.count)), "\(place): \(stream)", sourceLocation: sourceLocation)
        }
    }

    /// Whether everything this log held is still there in a later one, unchanged.
    func expectIsKept(in later: LogSnapshot, _ place: Comment, sourceLocation: SourceLocation = #_sourceLocation) {
        for (stream, events) in streams {
            let kept = later.streams[stream]?.prefix(events.count).map(\.hash)
            #expect(kept == events.map(\.hash), "\(place): \(stream)", sourceLocation: sourceLocation)
        }
    }
}

extension UUID {
    /// The UUID of 32 hexadecimal digits.
    init?(hexDigits: String) {
        let digits = Array(hexDigits)
        guard digits.count == 32 else { return nil }
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
        self.init(uuidString: parts.joined(separator: "-"))
    }
}
