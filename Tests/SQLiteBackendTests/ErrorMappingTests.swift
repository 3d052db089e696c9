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
}
