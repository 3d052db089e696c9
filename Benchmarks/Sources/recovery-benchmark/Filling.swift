import BenchmarkSupport
import Engine
import EventLog
import Foundation
import PostgresBackend

/// What a log is filled with before anything is measured.
enum Filling: String, CaseIterable {
    /// Executions that wait for ten years.
    case sleeping
    /// Executions that have ended.
    case finished

    private var definition: String {
        switch self {
        case .sleeping:
            #"{"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 99999999, "End": true}}}"#
        case .finished: #"{"StartAt": "Pass", "States": {"Pass": {"Type": "Pass", "End": true}}}"#
        }
    }

    /// Starts `count` executions in an engine, and tells how its memory grew and how long it took.
    func fill(_ url: String, count: Int) async throws {
        let store = try await PostgresEventStore.open(url, migrating: true)
        let engine = try TrivialPayroll.engine(store)
        try engine.add(
            StateMachine(
                name: "filling", definition: definition, role: Role(arn: "role", resources: ["*"], topics: ["*"])))
        try await TrivialPayroll.whileRunning(engine) {
            try await TrivialPayroll.start(engine, "filling", count: 1000, concurrency: 256)
            let before = Child.memory()
            let time = try await Measurement.of {
                try await TrivialPayroll.start(engine, "filling", count: count - 1000, concurrency: 512)
            }
            try Child.print(["seconds": time.wall, "before": before, "after": Child.memory()])
        }
        await store.close()
    }
}
