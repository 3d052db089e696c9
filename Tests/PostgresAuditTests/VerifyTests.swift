import EventLog
import Foundation
import Testing

/// The chain computed in SQL is the chain computed in Swift, and whatever breaks it is named.
@Suite struct VerifyTests {
    @Test(arguments: HashChainVector.streams)
    func `a golden vector has the same hash in SQL`(vectors: [HashChainVector]) async throws {
        let session = try await AuditDatabase.make([]).owner()
        var previous = String(repeating: "0", count: 64)
        for vector in vectors {
            let hash = try session.value(
                """
                SELECT encode(audit.link('\\x\(previous)', '\(vector.category)', '\(vector.uuid)', \(vector.version),
                    '\(vector.type)', audit.moment(\(vector.recordedAt)), '\(vector.commit)',
                    \(SQLSession.quote(vector.payload))), 'hex')
                """)
            #expect(hash == vector.hash)
            previous = vector.hash
        }
    }

    @Test func `a log that the store wrote is intact`() async throws {
        let book = try PayrollBook()
        let auditor = try await AuditDatabase.make(book.commits).auditor()
        let events = book.commits.flatMap(\.records).flatMap(\.self)
        let checked = try auditor.rows("SELECT category, streams, events, broken FROM audit.verify_all()")
        for row in checked {
            let mine = events.filter { $0.stream.category.rawValue == row[0] }
            #expect(row == [row[0], "\(Set(mine.map(\.stream)).count)", "\(mine.count)", "0"])
        }
        #expect(checked.count == Set(events.map(\.stream.category)).count)
        #expect(try auditor.rows("SELECT * FROM audit.broken_streams()").isEmpty)
    }

    /// Each column of each event in turn is changed, in a transaction that is rolled back.
    @Test func `whatever is changed in an event breaks the chain there`() async throws {
        let database = try await AuditDatabase.make(PayrollBook().commits)
        let session = try database.owner()
        let id = try #require(
            try session.value("SELECT execution FROM audit.executions WHERE name = 'payroll-2026-01-15'"))
        let last = try #require(Int(try session.value("SELECT count(*) FROM audit.history('\(id)')") ?? ""))
        let changes = [
            "payload = overlay(payload PLACING chr(ascii(substr(payload, 3, 1)) + 1) FROM 3 FOR 1)",
            "payload = payload || ' '", "type = type || 'x'", "recorded_at = recorded_at + interval '1 microsecond'",
            "recorded_at = 'infinity'", "commit_id = gen_random_uuid()", "hash = sha256(hash)",
        ]
        for version in 1...last {
            for change in changes {
                try session.run(
                    """
                    BEGIN; SET LOCAL session_replication_role = replica;
                    UPDATE daybook.event SET \(change) WHERE stream_id = '\(id)' AND version = \(version)
                    """)
                let found = try session.rows(
                    "SELECT is_intact, broken_version, problem FROM audit.verify('\(id)')")
                #expect(found == [["f", "\(version)", "changed"]], "\(change) at \(version)")
                try session.run("ROLLBACK")
            }
        }
    }

    @Test func `a byte that is flipped is named among all streams, and in no other span of time`() async throws {
        let database = try await AuditDatabase.make(PayrollBook().commits)
        let session = try database.owner()
        try session.run(
            """
            SET session_replication_role = replica;
            UPDATE daybook.event SET payload = replace(payload, '5300.55', '5300.56')
            WHERE category = 'execution' AND type = 'StateExited' AND payload LIKE '%5300.55%';
            UPDATE daybook.event SET payload = replace(payload, 'First', 'Fifth') WHERE category = 'definition'
            """)
        let auditor = try database.auditor()
        let id = try auditor.value("SELECT execution FROM audit.executions WHERE name = 'payroll-2026-01-26'")
        let version = try auditor.value(
            """
            SELECT min(version) FROM audit.history('\(id ?? "")')
            WHERE type = 'StateExited' AND state = 'generatePaystubs'
            """)
        #expect(
            try auditor.rows(
                "SELECT category, broken, first_broken_stream, first_broken_version FROM audit.verify_all()"
                    + " WHERE category = 'execution'") == [["execution", "1", id, version]])
        #expect(
            try auditor.rows("SELECT category, broken_version, problem FROM audit.broken_streams() ORDER BY 1")
                == [["definition", "1", "changed"], ["execution", version, "changed"]])
        #expect(
            try auditor.rows("SELECT stream_id FROM audit.broken_streams('2026-01-26Z', '2026-01-27Z')") == [[id]])
        #expect(try auditor.rows("SELECT * FROM audit.broken_streams('2026-01-27Z', '2026-02-27Z')").isEmpty)
        #expect(try auditor.rows("SELECT * FROM audit.broken_streams('2025-11-01Z', '2025-12-31Z')").isEmpty)
        // A definition's id tells no time: its first event does.
        #expect(
            try auditor.column("SELECT category FROM audit.broken_streams('2026-01-01Z', '2026-01-02Z')")
                == ["definition"])
    }

    @Test func `an event that is gone, or not where it should be, is named`() async throws {
        let database = try await AuditDatabase.make(PayrollBook().commits)
        let session = try database.owner()
        let id = try session.value("SELECT execution FROM audit.executions WHERE name = 'payroll-2026-01-12'") ?? ""
        let head = "SELECT is_intact, broken_version, problem FROM audit.verify('\(id)')"
        for gone in [1, 2, 7] {
            try session.run(
                """
                BEGIN; SET LOCAL session_replication_role = replica;
                DELETE FROM daybook.event WHERE stream_id = '\(id)' AND version = \(gone)
                """)
            #expect(try session.rows(head) == [["f", "\(gone)", "missing"]])
            try session.run("ROLLBACK")
        }
        try session.run(
            """
            BEGIN; SELECT daybook.ensure_period(2602::smallint); SET LOCAL session_replication_role = replica;
            INSERT INTO daybook.event (stream_id, commit_id, recorded_at, version, period, category, type, hash, payload)
            SELECT stream_id, commit_id, recorded_at, version + 1, 2602, category, type, hash, payload FROM daybook.event
            WHERE stream_id = '\(id)' ORDER BY version DESC LIMIT 1
            """)
        #expect(try session.value("SELECT problem FROM audit.verify('\(id)')") == "misplaced")
        #expect(try session.value("SELECT problem FROM audit.broken_streams()") == "misplaced")
        try session.run("ROLLBACK")
        #expect(try session.rows(head) == [["t", nil, nil]])
        #expect(
            try session.rows("SELECT events, is_intact, problem FROM audit.verify(gen_random_uuid())")
                == [["0", "f", "no such stream"]])
    }
}
