import Engine
import EngineTesting
import EventLog
import Foundation
import MemoryBackend
import PostgresBackend
import PostgresTestCluster
import SQLiteBackend
import Testing

/// Small machines made by chance, run by workers that die on stores that go wrong.
///
/// A failure names its seed; `DAYBOOK_SEED=… swift test --filter PropertyTests` runs that one again, and it goes the same way.
@Suite("Of every machine", .serialized) struct PropertyTests {
    private static let environment = ProcessInfo.processInfo.environment

    /// The seeds of a store: with `DAYBOOK_SOAK` a hundred times as many.
    private static func seeds(_ count: UInt64) -> [UInt64] {
        if let seed = environment["DAYBOOK_SEED"].flatMap(UInt64.init) { return [seed] }
        let isSoak = environment["DAYBOOK_SOAK"].map { !$0.isEmpty && $0 != "0" } ?? false
        return Array(1...(isSoak ? count * 100 : count))
    }

    /// Runs all seeds, on every processor, and gives what each came to; all violations are thrown together.
    private func run(
        _ seeds: [UInt64], _ check: @escaping @Sendable (UInt64) async throws -> Properties.Outcome
    ) async throws -> Summary {
        let threads = (0..<max(2, ProcessInfo.processInfo.activeProcessorCount)).map { _ in PatientThread() }
        defer { for thread in threads { thread.close() } }
        return try await withThrowingTaskGroup(of: Summary.self) { group in
            for (lane, thread) in threads.enumerated() {
                group.addTask(executorPreference: thread) {
                    var summary = Summary()
                    for index in stride(from: lane, to: seeds.count, by: threads.count) {
                        do {
                            summary.add(try await check(seeds[index]))
                        } catch {
                            summary.violations.append("\(error)")
                        }
                    }
                    return summary
                }
            }
            return try await group.reduce(into: Summary()) { $0.add($1) }
        }
    }

    @Test func `nothing is lost or doubled, the end is reached, and deciding again gives the same bytes`() async throws
    {
        let seeds = Self.seeds(10_000)
        let clock = ContinuousClock()
        var summary = Summary()
        let time = try await clock.measure {
            summary = try await run(seeds) { try await Properties.check(seed: $0, on: MemoryEventStore()) }
        }
        print("properties: \(seeds.count) seeds on memory in \(time): \(summary)")
        #expect(summary.violations.isEmpty, "\(summary.violations.prefix(3).joined(separator: "\n"))")
        if seeds.count > 1 {
            #expect(summary.kinds.count == 8 && summary.statuses.count >= 3, "\(summary)")
            #expect(summary.crashes > seeds.count / 4)
        }
    }

    @Test(.timeLimit(.minutes(10))) func `a log in a file has the same bytes as one in memory`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "daybook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try await SQLiteEventStore.open(path: folder.appending(path: "log.sqlite").path)
        try await agree(store, Self.seeds(200), name: "SQLite")
        await store.close()
    }

    @Test(.timeLimit(.minutes(10))) func `a log on Postgres has the same bytes as one in memory`() async throws {
        let database = try await PostgresCluster.shared.makeDatabase()
        let url = PostgresCluster.shared.url(database)
        try await PostgresEventStore.migrate(url)
        let store = try await PostgresEventStore.open(url)
        try await agree(store, Self.seeds(200), name: "Postgres")
        await store.close()
        await PostgresCluster.shared.drop(database)
    }

    private func agree(_ store: any EventStore, _ seeds: [UInt64], name: String) async throws {
        let clock = ContinuousClock()
        var summary = Summary()
        let time = try await clock.measure {
            summary = try await run(seeds) { seed in
                let outcome = try await Properties.check(seed: seed, on: store, comparesWithReference: false)
                let model = try await Properties.check(
                    seed: seed, on: MemoryEventStore(), comparesWithReference: false)
                guard outcome.stream == model.stream else {
                    throw Violation("seed \(seed): \(name) and memory have other events")
                }
                return outcome
            }
        }
        print("properties: \(seeds.count) seeds on \(name) in \(time): \(summary)")
        #expect(summary.violations.isEmpty, "\(summary.violations.prefix(3).joined(separator: "\n"))")
    }

    @Test func `a store that forgets what it promised to keep is found out`() async throws {
        var found = 0
        for seed in 1...40 as ClosedRange<UInt64> {
            var faults = StoreFaults()
            faults.forgottenCommits = 0.2
            let store = FaultyEventStore(MemoryEventStore(), faults: faults, seed: seed)
            do {
                _ = try await Properties.check(seed: seed, on: store)
            } catch {
                found += 1
            }
        }
        #expect(found > 20)
    }

    @Test func `a seed goes the same way each time`() async throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            let first = try await Properties.check(seed: seed, on: MemoryEventStore())
            let second = try await Properties.check(seed: seed, on: MemoryEventStore())
            #expect(first.stream == second.stream)
        }
    }
}
