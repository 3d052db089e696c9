import CSQLite
import Foundation

/// How many transactions of a single row SQLite makes durable in a second: what a store that commits each decision by
/// itself could reach at the most. Same settings as the store: WAL, `synchronous = FULL`, a payload of 250 bytes.
///
///     sqlite-ceiling [SECONDS] [DIRECTORY]
@main
enum SQLiteCeiling {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        let seconds = arguments.first.flatMap(Double.init) ?? 5
        let directory = arguments.dropFirst().first ?? FileManager.default.temporaryDirectory.path
        let path = "\(directory)/sqlite-ceiling-\(ProcessInfo.processInfo.processIdentifier).sqlite"
        defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }

        let database = try Database(path)
        let insert = try database.prepare("INSERT INTO event (stream, version, payload) VALUES (?, 1, ?)")
        let payload = String(repeating: "x", count: 250)
        let clock = ContinuousClock()
        let start = clock.now
        var transactions = 0
        while clock.now - start < .seconds(seconds) {
            sqlite3_bind_int64(insert, 1, Int64(transactions))
            payload.withCString { _ = daybook_bind_text(insert, 2, $0, 250) }
            try database.check(sqlite3_step(insert))
            sqlite3_reset(insert)
            transactions += 1
        }
        let elapsed = (clock.now - start) / .seconds(1)
        sqlite3_finalize(insert)
        print("single-row SQLite transactions: \(Int(Double(transactions) / elapsed))/s")
    }
}

/// A connection with the store's settings and one table.
struct Database {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let handle: OpaquePointer

    init(_ path: String) throws {
        var opened: OpaquePointer?
        guard sqlite3_open(path, &opened) == SQLITE_OK, let opened else {
            throw Failure(description: "cannot open \(path)")
        }
        handle = opened
        let setUp = """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;
            CREATE TABLE event (stream INTEGER, version INTEGER, payload TEXT, PRIMARY KEY (stream, version)) STRICT;
            """
        try check(sqlite3_exec(handle, setUp, nil, nil, nil))
    }

    func prepare(_ sql: String) throws -> OpaquePointer {
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v2(handle, sql, -1, &statement, nil))
        guard let statement else { throw Failure(description: "an empty statement") }
        return statement
    }

    func check(_ code: Int32) throws {
        guard [SQLITE_OK, SQLITE_ROW, SQLITE_DONE].contains(code) else {
            throw Failure(description: String(cString: sqlite3_errmsg(handle)))
        }
    }
}
