internal import EventLog

/// One forward step of the schema: applied once, recorded with its checksum, never changed afterwards.
struct Migration: Sendable {
    let number: Int
    let name: String
    let sql: String

    /// What the file records of the SQL, so that a changed migration is noticed.
    var checksum: String { SHA256Hash(of: Array(sql.utf8)).hex }

    /// All steps in their order, numbered from 1.
    static let all: [Migration] = [
        Migration(number: 1, name: "streams, events and wake-ups", sql: initialSchema)
    ]
}
