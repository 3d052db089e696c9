import BenchmarkSupport
import Engine
import EventLog
import Foundation
import SQLiteBackend

/// Executions on SQLite, beside the single-row transactions that the same store makes one after another.
enum SQLiteBenchmark {
    static func run() async throws {
        var executions: [Double] = []
        var rows: [Double] = []
        for _ in 0..<EngineBenchmark.runs {
            rows.append(try await inTemporaryStore(singleRows))
            executions.append(try await inTemporaryStore(payrolls))
        }
        let ratio = median(executions) / median(rows)
        print("sqlite, single-row transactions: \(formatted(median(rows))) a second")
        print(
            "sqlite, payrolls, 256 at one time: \(formatted(median(executions))) executions a second, "
                + "\(formatted(ratio, 2)) of the single-row transactions a second")
    }

    /// One event a commit, each waited for.
    private static func singleRows(_ store: SQLiteEventStore) async throws -> Double {
        let count = 2000
        let stream = StreamID("benchmark", UUID())
        var head = StreamHead.empty
        let payload = Array(repeating: UInt8(ascii: "1"), count: 250)
        let time = try await Measurement.of {
            for index in 0..<count {
                let event = NewEvent(
                    type: EventType("Row"), recordedAt: Timestamp(microseconds: Int64(index)), payload: payload)
                let commit = Commit(
                    id: CommitID(UUID()), Append(to: stream, expected: head, events: [event]))
                guard try await store.commit(commit) == .committed else { throw BenchmarkError("conflict") }
                head = commit.heads[0]
            }
        }
        return Double(count) / time.wall
    }

    private static func payrolls(_ store: SQLiteEventStore) async throws -> Double {
        let count = 4000
        let engine = try TrivialPayroll.engine(store)
        var rate = 0.0
        try await TrivialPayroll.whileRunning(engine) {
            try await TrivialPayroll.pay(engine, count: 256, concurrency: 256)
            let time = try await Measurement.of {
                try await TrivialPayroll.pay(engine, count: count, concurrency: 256)
            }
            rate = Double(count) / time.wall
        }
        return rate
    }

    private static func inTemporaryStore(
        _ body: (SQLiteEventStore) async throws -> Double
    ) async throws -> Double {
        let directory = FileManager.default.temporaryDirectory.appending(path: "daybook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let store = try await SQLiteEventStore.open(path: directory.appending(path: "log.sqlite").path)
        let value = try await body(store)
        await store.close()
        return value
    }
}

extension StreamID {
    fileprivate init(_ category: String, _ uuid: UUID) {
        self.init(StreamCategory(category), uuid)
    }
}
