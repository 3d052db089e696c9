import Engine
import EngineTesting
import EventLog
import MemoryBackend
import StatesLanguage

/// What must hold of every scenario, on every store.
struct Properties {
    /// What a scenario came to.
    struct Outcome: Sendable {
        let stream: [RecordedEvent]
        let crashes: Int
        let kinds: Set<String>
        let status: ExecutionStatus
    }

    static var faults: SimulatedRun.Faults {
        SimulatedRun.Faults(crashBefore: 0.05, crashAfter: 0.05, hangs: 0.04)
    }

    static var storeFaults: StoreFaults {
        var faults = StoreFaults()
        faults.refusedCommits = 0.05
        faults.lostCommitAnswers = 0.08
        faults.conflicts = 0.05
        faults.failedReads = 0.05
        return faults
    }

    /// Runs the scenario of a seed on a store that goes wrong, and looks at all that must hold.
    ///
    /// - Throws: `Violation`, with the seed and the machine.
    static func check(seed: UInt64, on store: any EventStore, comparesWithReference: Bool = true) async throws
        -> Outcome
    {
        let scenario = try Scenario(seed: seed)
        do {
            let faulty = FaultyEventStore(store, faults: storeFaults, seed: seed &* 11 &+ 5)
            var run = SimulatedRun(scenario, on: faulty, faults: faults)
            let stream = try await run.run()
            try checkStream(stream, run)
            try checkDecisions(run.decided.sorted { $0.after < $1.after }, stream, scenario)
            if comparesWithReference { try await compare(stream, run, scenario) }
            let kinds = scenario.machine.definition.allStates.map(\.kind.rawValue)
            return Outcome(stream: stream, crashes: run.crashes, kinds: Set(kinds), status: run.state.status)
        } catch {
            throw Violation("seed \(seed): \(error)\n\(scenario.machine.definitionText)")
        }
    }

    /// The chain holds, the events fold, none is doubled, and the history counts them.
    private static func checkStream(_ stream: [RecordedEvent], _ run: SimulatedRun) throws {
        _ = try HashChain.verify(stream)
        let state = try ExecutionState(folding: stream)
        guard state == run.state else { throw Violation("the fold of the stream is not what the worker knew") }
        let history = try HistoryProjection.events(of: stream, definition: run.scenario.machine.definition)
        guard history.count == state.historyLength else {
            throw Violation("the history has \(history.count) events, and causes count \(state.historyLength)")
        }
        var ends: Set<TaskID> = []
        var runs: [TaskID: Int] = [:]
        var once: Set<TaskID> = []
        for recorded in stream {
            switch try ExecutionEvent(recorded) {
            case .taskScheduled(let scheduled): if scheduled.atMostOnce { once.insert(TaskID(recorded.version)) }
            case .taskStarted(let started):
                runs[started.task, default: 0] += 1
                guard runs[started.task] == started.run else { throw Violation("a run of \(started.task) is missing") }
            case .taskSucceeded(let end): try end.task.ends(once: &ends)
            case .taskFailed(let end): try end.task.ends(once: &ends)
            case .taskTimedOut(let end): try end.task.ends(once: &ends)
            default: break
            }
        }
        for task in once where (run.calls[task] ?? 0) > 1 { throw Violation("\(task) ran more than once") }
    }

    /// Deciding again on the recorded inputs gives the same bytes.
    private static func checkDecisions(
        _ decided: [SimulatedRun.Decided], _ stream: [RecordedEvent], _ scenario: Scenario
    ) throws {
        var state = ExecutionState()
        for decision in decided {
            guard decision.after == state.version else {
                throw Violation("event \(state.version) was decided by nobody")
            }
            let again = try scenario.decider(worker: decision.worker).decide(
                decision.input, on: state, at: decision.now, seed: decision.seed)
            for event in again.newEvents {
                let recorded = stream[Int(state.version.rawValue)]
                guard event.payload == recorded.payload, event.type == recorded.type,
                    event.recordedAt == recorded.recordedAt
                else { throw Violation("deciding again gave another event \(recorded.version)") }
                try state.evolve(recorded)
            }
        }
        guard state.version == stream.last?.version else { throw Violation("the last events were decided by nobody") }
    }

    /// Faults and crashes change nothing of what happened, where it does not hang on who was faster.
    private static func compare(
        _ stream: [RecordedEvent], _ run: SimulatedRun, _ scenario: Scenario
    ) async throws {
        guard run.crashes > 0, !scenario.dependsOnCrashes else { return }
        var reference = SimulatedRun(scenario, on: MemoryEventStore(), faults: SimulatedRun.Faults())
        let expected = try await reference.run()
        // Which of two branches fails first is a race.
        let races = try expected.contains { recorded in
            switch try ExecutionEvent(recorded) {
            case .branchFailed, .iterationFailed: true
            default: false
            }
        }
        guard !races else { return }
        let (ours, theirs) = (try story(stream), try story(expected))
        guard ours == theirs else {
            throw Violation("it went another way than without faults:\n\(ours)\n--- for\n\(theirs)")
        }
    }

    private static func story(_ stream: [RecordedEvent]) throws -> String {
        try ExportedHistory(stream).storyText
    }
}

extension TaskID {
    fileprivate func ends(once ends: inout Set<TaskID>) throws {
        guard ends.insert(self).inserted else { throw Violation("\(self) ended twice") }
    }
}
