import EventLog
import Foundation
import SQLiteBackend
import Testing

/// A log on SQLite, where the program makes it when it is told of none.
struct LogFile: LogUnderTest {
    let path: String

    var kind: StoreKind { .sqlite }
    var arguments: [String] { [] }

    var isMade: Bool {
        get throws { try !rows("SELECT 1 FROM sqlite_schema WHERE name = 'event'").isEmpty }
    }

    /// Read from a copy of the file and its write-ahead log, as a backup would: the log itself is left to the program,
    /// which has to bring it in order by itself after a kill.
    func snapshot(audited: Bool) async throws -> LogSnapshot {
        guard FileManager.default.fileExists(atPath: path) else { return LogSnapshot() }
        let folder = path + "-copy-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let copy = LogFile(path: folder + "/log")
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: copy.path + suffix)
        }
        var snapshot = LogSnapshot()
        guard try copy.isMade else { return snapshot }
        let check = try copy.rows("PRAGMA integrity_check").map { $0.joined() }
        if check != ["ok"] { snapshot.problems += check }
        let store = try await SQLiteEventStore.open(path: copy.path, readOnly: true)
        for row in try copy.rows("SELECT DISTINCT category, stream_id FROM event") {
            let stream = StreamID(StreamCategory(row[0]), try #require(UUID(hexDigits: row[1])))
            snapshot.streams[stream] = try await store.readAll(stream)
        }
        await store.close()
        return snapshot
    }

    func rows(_ sql: String) throws -> [[String]] { try RawDatabase(path).rows(sql) }

    func tamper(_ sql: String) throws {
        let database = try RawDatabase(path)
        _ = try database.rows("DROP TRIGGER event_is_never_updated")
        _ = try database.rows(sql)
        #expect(try database.rows("SELECT changes()") == [["1"]])
    }
}
