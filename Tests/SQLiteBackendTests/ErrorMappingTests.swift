import CSQLite
import EventLog
import Testing

@testable import SQLiteBackend

@Suite struct ErrorMappingTests {
    @Test(
        "A result code of SQLite has its meaning",
        arguments: [
            (SQLITE_FULL, 0, "full"), (SQLITE_READONLY, 0, "readOnly"), (SQLITE_READONLY | 4 << 8, 0, "readOnly"),
            (SQLITE_BUSY, 0, "unavailable"), (SQLITE_BUSY | 2 << 8, 0, "unavailable"), (SQLITE_CORRUPT, 0, "corrupted"),
            (SQLITE_CORRUPT | 1 << 8, 0, "corrupted"), (SQLITE_NOTADB, 0, "corrupted"),
            (SQLITE_CANTOPEN, 0, "unavailable"), (SQLITE_IOERR | 3 << 8, ENOSPC, "full"),
            (SQLITE_IOERR | 3 << 8, EDQUOT, "full"), (SQLITE_IOERR | 3 << 8, EIO, "unavailable"),
            (SQLITE_IOERR | 1 << 8, ENOSPC, "unavailable"), (SQLITE_TOOBIG, 0, "other"),
            (SQLITE_CONSTRAINT, 0, "other"), (SQLITE_ERROR, 0, "other"),
        ] as [(Int32, Int32, String)])
    func meaning(_ code: Int32, _ systemCode: Int32, _ name: String) {
        let error = EventStoreError.sqlite(code: code, systemCode: systemCode, message: "m", action: "testing")
        #expect("\(Mirror(reflecting: error).children.first?.label ?? "")" == name)
        #expect(error.description.contains("m while testing"))
    }

    @Test func `what cannot be opened is told with the system's reason`() {
        let error = EventStoreError.sqlite(
            code: SQLITE_CANTOPEN, systemCode: EACCES, message: "unable to open database file", action: "opening x")
        #expect(error.description.contains("unable to open database file: Permission denied while opening x"))
        let beside = EventStoreError.sqlite(
            code: SQLITE_READONLY | 6 << 8, systemCode: 0, message: "attempt to write a readonly database", action: "a")
        #expect(beside.description.contains("a readonly database: its directory cannot be written to while a"))
    }

    @Test func `no statement is shown to a person`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        let connection = try Connection(path: scene.path, flags: flags, patience: .zero)
        for body in [
            { try connection.execute("SELECT secret FROM nowhere") },
            { _ = try connection.number("SELECT abs(-9223372036854775808)") },
            { _ = try connection.number("SELECT secret FROM nowhere") },
        ] as [() throws -> Void] {
            let error = #expect(throws: EventStoreError.self) { try body() }
            #expect(error?.description.contains("SELECT") == false, "\(String(describing: error))")
        }
    }
}
