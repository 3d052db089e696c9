import EventLog
import Foundation
import PostgresBackend
import PostgresTestCluster
import Testing

/// Months that are set aside.
@Suite struct RetentionTests {
    private static let january = Timestamp(microseconds: 1_767_225_600_000_000)
    private static let month = LogMonth("2026-01")

    private func stream(_ number: UInt64, _ category: String = "thing") -> StreamID {
        StreamID(StreamCategory(category), UUID(version7: Self.january.adding(.seconds(Int(number))), random: number))
    }

    private func wakeUp() -> WakeUpChange {
        .set(WakeUp(due: Self.january, queue: Queue("q"), semantics: 1))
    }

    @Test(.timeLimit(.minutes(5)))
    func `a finished month leaves the log as a whole, and the log says so with a seal`() async throws {
        try await PostgresScene.with { scene in
            let store = try await scene.open()
            var heads: [StreamHead] = []
            for number in 1...20 as ClosedRange<UInt64> {
                let commit = PostgresScene.commit(["1", "2"], to: stream(number), labels: ["n": "\(number)"])
                try await PostgresScene.expectCommitted(commit, in: store)
                heads += commit.heads
            }
            let kept = PostgresScene.newStream("name")
            try await PostgresScene.expectCommitted(PostgresScene.commit(["1"], to: kept), in: store)
            let month = try #require(Self.month)
            let before = try #require(try await store.months().first { $0.month == month })
            #expect((before.streams, before.unfinished) == (20, 0))

            let archived = try await store.archive(month, at: Timestamp(microseconds: 1_800_000_000_000_000), by: "me")
            #expect((archived.streams, archived.events) == (20, 40))
            #expect(try await store.head(of: stream(1)).head == .empty)
            #expect(try await store.head(of: kept).head.version == StreamVersion(1))
            #expect(try await !store.months().contains { $0.month == month })
            #expect(try await store.streams(StreamQuery(category: StreamCategory("thing"))).streams.isEmpty)
            let record = try #require(
                try await store.streams(StreamQuery(category: .period, labels: ["month": "2026-01"])).streams.first)
            let event = try #require(try await store.readAll(record.stream).first)
            let payload = String(decoding: event.payload, as: UTF8.self)
            #expect(payload.contains(archived.seal) && payload.contains(#""archivedBy":"me""#), "\(payload)")

            // Nothing of it was touched, and nothing can be.
            let rows = try await scene.execute("SELECT count(*) FROM \(archived.tables[0])")
            #expect(rows == ["40"])
            for change in ["DELETE FROM", "TRUNCATE", "INSERT INTO"] {
                let sql =
                    change == "INSERT INTO"
                    ? "INSERT INTO \(archived.tables[0]) SELECT * FROM \(archived.tables[0]) LIMIT 1"
                    : "\(change) \(archived.tables[0])"
                await #expect(throws: (any Error).self, "\(sql)") { try await scene.execute(sql) }
            }
            await #expect(throws: EventStoreError.self) { try await store.archive(month, at: Self.january) }
            // Whoever goes on where an archived stream ended is refused, and no month comes up again.
            let late = PostgresScene.commit(["3"], to: stream(1), after: heads[0])
            if let outcome = try? await store.commit(late) { #expect(outcome != .committed) }
            #expect(try await !store.months().contains { $0.month == month })
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `the seal changes with any event of the month`() async throws {
        var seals: Set<String> = []
        for payloads in [["1"], ["2"], ["1", "1"]] {
            try await PostgresScene.with { scene in
                let store = try await scene.open()
                try await PostgresScene.expectCommitted(PostgresScene.commit(payloads, to: stream(1)), in: store)
                seals.insert(try await store.archive(try #require(Self.month), at: Self.january).seal)
            }
        }
        #expect(seals.count == 3)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a month with something to do stays`() async throws {
        try await PostgresScene.with { scene in
            let store = try await scene.open()
            let month = try #require(Self.month)
            let open = PostgresScene.commit(["1"], to: stream(1), wakeUp: wakeUp())
            try await PostgresScene.expectCommitted(open, in: store)
            #expect(try await store.months().first { $0.month == month }?.unfinished == 1)
            await #expect(throws: EventStoreError.self) { try await store.archive(month, at: Self.january) }
            #expect(try await store.head(of: stream(1)).head == open.heads[0])
            let end = PostgresScene.commit(["2"], to: stream(1), after: open.heads[0], wakeUp: .remove)
            try await PostgresScene.expectCommitted(end, in: store)
            #expect(try await store.archive(month, at: Self.january).events == 2)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `only an owner sets a month aside, and a lock that somebody holds leaves it where it is`() async throws {
        try await PostgresScene.with { scene in
            let (store, service) = (try await scene.open(), try await scene.open(user: "service"))
            let month = try #require(Self.month)
            try await PostgresScene.expectCommitted(PostgresScene.commit(["1"], to: stream(1)), in: store)
            await #expect(throws: EventStoreError.self) { try await service.archive(month, at: Self.january) }
            let reader = try OpenSession(scene.url)
            try reader.execute("BEGIN; SELECT count(*) FROM daybook.event")
            let error = await #expect(throws: EventStoreError.self) { try await store.archive(month, at: Self.january) }
            #expect(error?.advice == .sendAgain)
            try reader.execute("ROLLBACK")
            #expect(try await store.archive(month, at: Self.january).streams == 1)
        }
    }

    @Test func `months are counted over the turn of a year`() throws {
        let month = try #require(LogMonth("2026-02"))
        #expect(month.before(0) == month)
        #expect(month.before(2).description == "2025-12")
        #expect(month.before(26).description == "2023-12")
        #expect(try #require(LogMonth("2025-12")) < month)
        for text in ["2026-13", "2026-00", "26-01", "2026-1", "1999-12", "x"] { #expect(LogMonth(text) == nil) }
    }
}
