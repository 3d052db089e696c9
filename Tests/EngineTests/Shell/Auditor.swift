import Engine
import EventLog
import JSON
import MemoryBackend

/// Checks a log by a much simpler model than the engine: what must be in it, once, and what must not.
struct Auditor {
    let store: MemoryEventStore
    let calls: [Simulation.Call: Int]

    /// Everything that is wrong with these executions.
    func problems(_ executions: [StreamID]) async throws -> [String] {
        var problems: [String] = []
        if Set(executions).count != executions.count { problems.append("an execution has two names") }
        let page = try await store.streams(StreamQuery(category: .execution, limit: 10_000))
        if page.streams.count != executions.count {
            problems.append("\(page.streams.count) executions in the log, \(executions.count) were started")
        }
        for (number, execution) in executions.enumerated() {
            problems += try await audit(execution, input: "\(number)").map { "\(execution): \($0)" }
        }
        for (call, count) in calls where count > 1 {
            problems.append("run \(call.run) of \(call.task) was made \(count) times")
        }
        let once = Dictionary(grouping: calls.keys.filter(\.atMostOnce)) { "\($0.execution)/\($0.task)" }
        for (key, calls) in once where calls.count > 1 { problems.append("\(key) must not run twice and did") }
        return problems
    }

    private func audit(_ execution: StreamID, input: String) async throws -> [String] {
        var problems: [String] = []
        let events = try await store.readAll(execution)
        do {
            _ = try HashChain.verify(events)
            let state = try ExecutionState(folding: events)
            if state.status != .succeeded { problems.append("ended \(state.status.rawValue)") }
            if state.output?.string != input { problems.append("output \(state.output?.string ?? "-") for \(input)") }
        } catch {
            problems.append("\(error)")
        }
        return problems + (try attempts(execution, events))
    }

    /// Each attempt has one result at the most, and each call of a handler was recorded before.
    private func attempts(_ execution: StreamID, _ events: [RecordedEvent]) throws -> [String] {
        var problems: [String] = []
        var results: [TaskID: Int] = [:]
        var runs: Set<String> = []
        for event in events {
            switch try ExecutionEvent(event) {
            case .taskStarted(let started):
                if !runs.insert("\(started.task)/\(started.run)").inserted {
                    problems.append("run \(started.run) of \(started.task) began twice")
                }
            case .taskSucceeded(let succeeded): results[succeeded.task, default: 0] += 1
            case .taskFailed(let failed): results[failed.task, default: 0] += 1
            default: break
            }
        }
        for (task, count) in results where count != 1 { problems.append("\(task) has \(count) results") }
        for call in calls.keys where call.execution == execution && !runs.contains("\(call.task)/\(call.run)") {
            problems.append("run \(call.run) of \(call.task) was made and is not in the log")
        }
        return problems
    }
}
