import EventLog
import Foundation
import PostgresTestCluster
import Testing

@testable import PostgresBackend

@Suite struct PeriodTests {
    @Test(
        "A month's number",
        arguments: [
            ("1999-12-31T23:59:59.999Z", 0), ("2000-01-01T00:00:00.000Z", 1), ("2000-02-29T12:00:00.000Z", 2),
            ("2026-11-30T23:59:59.999Z", 2611), ("2026-12-01T00:00:00.000Z", 2612), ("2099-12-31T23:59:59.999Z", 9912),
            ("2100-01-01T00:00:00.000Z", 0),
        ])
    func number(_ text: String, _ expected: Int16) throws {
        let date = try Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let moment = Timestamp(microseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()) * 1000)
        #expect(Period(UUID(version7: moment, random: 7)).number == expected)
        #expect(Period(moment).number == expected)
    }

    @Test func `months follow one another`() {
        #expect(Period(number: 2611).following(3).map(\.number) == [2611, 2612, 2701, 2702])
        #expect(Period(number: 9912).next == .permanent)
    }

    @Test func `ids of other versions belong to no month`() {
        #expect(Period(UUID()) == .permanent)
        #expect(Period(UUID(version8: [1, 2, 3])) == .permanent)
        #expect(Period(UUID(high: 0x019A_B000_0000_7000, low: 0)) == .permanent)
    }

    @Test func `Swift and SQL agree`() async throws {
        try await PostgresScene.with { scene in
            var generator = SystemRandomNumberGenerator()
            var ids = (0..<200).map { _ in UUID() } + [UUID(high: .max, low: .max), UUID(high: 0, low: 0)]
            for _ in 0..<2000 {
                let moment = Timestamp(microseconds: Int64.random(in: 0...5_000_000_000_000_000, using: &generator))
                ids.append(UUID(version7: moment, random: generator.next()))
            }
            for year in 1970..<2110 {
                for day in 0..<13 {
                    let seconds = Int64(year - 1970) * 31_556_952 + Int64(day) * 2_629_746
                    ids.append(UUID(version7: Timestamp(microseconds: seconds * 1_000_000 - 1), random: 0))
                    ids.append(UUID(version7: Timestamp(microseconds: seconds * 1_000_000), random: 0))
                }
            }
            ids += (0..<200).map { _ in
                UUID(high: generator.next() & ~0xf000 | 0x7000, low: generator.next() >> 2 | 1 << 63)
            }
            let rows = ids.map { "('\($0.text)'::uuid)" }.joined(separator: ",")
            let found = try await scene.execute("SELECT daybook.period_of(v) FROM (VALUES \(rows)) AS t (v)")
            #expect(found == ids.map { "\(Period($0).number)" })
        }
    }

    @Test func `a stream of a month that has no partition yet gets one`() async throws {
        try await PostgresScene.with { scene in
            let store = try await scene.open(user: "service")
            let far = Timestamp(microseconds: 3_000_000_000_000_000)
            let streams = (0..<10).map { _ in
                StreamID(StreamCategory("thing"), UUID(version7: far, random: .random(in: 0 ... .max)))
            }
            // Also when another process made it meanwhile, and when ours believes that it is there.
            try await scene.execute("SELECT daybook.ensure_period(6601::int2)")
            let more =
                streams + [
                    StreamID(
                        StreamCategory("thing"), UUID(version7: far.adding(.seconds(86_400 * 366 * 3)), random: 1)),
                    StreamID(
                        StreamCategory("thing"), UUID(version7: far.adding(.seconds(86_400 * 366 * 6)), random: 1)),
                ]
            let outcomes = try await store.commit(more.map { PostgresScene.commit(["1"], to: $0, labels: ["a": "b"]) })
            #expect(outcomes.allSatisfy { $0 == .committed })
            #expect(try await store.heads(of: more).allSatisfy { $0.head.version == StreamVersion(1) })
            let page = try await store.streams(
                StreamQuery(category: StreamCategory("thing"), labels: ["a": "b"], limit: 5))
            #expect(page.streams.count == 5)
        }
    }
}
