import Testing

/// Questions about one execution read one partition by its key, whatever else is in the log.
@Suite struct PlanTests {
    @Test(arguments: ["execution", "history", "visits", "attempts"])
    func `a question about one execution touches one partition`(function: String) async throws {
        let database = try await AuditDatabase.make(PayrollBook().commits)
        let session = try database.owner()
        try session.run("SELECT daybook.ensure_period(p::smallint) FROM generate_series(2602, 2612) AS p; ANALYZE")
        let id = try session.value("SELECT execution FROM audit.executions WHERE name = 'payroll-2026-01-12'") ?? ""
        let plan = try session.column(
            "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT * FROM audit.\(function)('\(id)')"
        )
        .compactMap(\.self)
        let touched = plan.filter { $0.contains(" on event_") && !$0.contains("never executed") }
        #expect(!touched.isEmpty)
        #expect(touched.allSatisfy { $0.contains("event_2601") }, "\(touched)")
    }

    /// Otherwise the attempts of an execution of 25,000 events take seconds instead of 80 ms.
    @Test func `an attempt reads no further than to its end`() async throws {
        let database = try await AuditDatabase.make(PayrollBook().commits)
        let session = try database.owner()
        let id = try session.value("SELECT execution FROM audit.executions WHERE name = 'payroll-2026-01-12'") ?? ""
        try session.run("SET enable_seqscan = off")
        let plan = try session.column("EXPLAIN SELECT * FROM audit.attempts('\(id)')").compactMap(\.self)
        #expect(plan.contains { $0.contains("Index Cond") && $0.contains("version < COALESCE(") }, "\(plan)")
    }

    @Test func `a message is found by its id, where ids without a time lie`() async throws {
        let database = try await AuditDatabase.make(PayrollBook().commits)
        let session = try database.owner()
        try session.run("ANALYZE; SET enable_seqscan = off")
        let id = try session.value("SELECT execution FROM audit.executions WHERE name = 'payroll-2026-01-12'") ?? ""
        let plan = try session.column("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT * FROM audit.messages('\(id)')")
            .compactMap(\.self)
        let touched = plan.filter { $0.contains(" on event_") && !$0.contains("never executed") }
        #expect(touched.count > 1)
        #expect(touched.allSatisfy { $0.contains("event_2601") || $0.contains("event_0000") }, "\(touched)")
    }

    @Test func `a condition on a view's execution reaches the key of every partition`() async throws {
        let database = try await AuditDatabase.make(PayrollBook().commits)
        let session = try database.owner()
        let id = try session.value("SELECT execution FROM audit.executions WHERE name = 'payroll-2026-01-12'") ?? ""
        try session.run("SET enable_seqscan = off")
        for view in ["executions", "events", "state_visits", "task_attempts"] {
            let plan = try session.column("EXPLAIN SELECT * FROM audit.\(view) WHERE execution = '\(id)'")
            let text = plan.compactMap(\.self).joined(separator: "\n")
            #expect(text.contains("Index Cond: ((stream_id = '\(id)'::uuid)"), "\(text)")
            #expect(!text.contains("Seq Scan on event"), "\(text)")
        }
    }

    /// The schema adds nothing to what an engine writes or reads.
    @Test func `the hot tables have no trigger and no index of ours`() async throws {
        let session = try await AuditDatabase.make([]).owner()
        #expect(
            try session.value(
                "SELECT count(*) FROM pg_class WHERE relnamespace = 'audit'::regnamespace AND relkind <> 'v'"
                    + " AND relkind <> 'c'") == "0")
        #expect(
            try session.value(
                """
                SELECT count(*) FROM pg_trigger AS t JOIN pg_proc AS p ON p.oid = t.tgfoid
                WHERE p.pronamespace = 'audit'::regnamespace
                """) == "0")
    }
}
