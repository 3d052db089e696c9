internal import Engine
internal import EventLog
internal import FoundationEssentials
internal import JSON
internal import StatesLanguage

/// The engine's core, a clock that jumps, and answers to tasks that come at their moment.
struct MachineSimulation {
    /// An answer that is on its way.
    private struct Answer {
        let moment: Timestamp
        /// Answers that come at one moment come in the order in which they were asked for.
        let number: Int
        let input: ExecutionInput
    }

    private let decider: Decider
    private let execution: StreamID
    private let chance: UInt64
    private var pace: RecordedPace?
    private(set) var state = ExecutionState()
    private(set) var events: [RecordedEvent] = []
    private(set) var now: Timestamp
    var notifications: [PublishedMessage] = []
    private var answers: [TaskID: Answer] = [:]
    private var asked = 0
    private var calls: [String: Int] = [:]
    private var head = StreamHead.empty

    /// The most steps; a machine that goes on after them never ends.
    private static let steps = 200_000

    static let worker = WorkerID(UUID(high: 0xdab0_0000_0000_4000, low: 0x8000_0000_0000_0001))

    /// - Parameters:
    ///   - chance: what all chance follows from, where there is no history.
    ///   - pace: that of the history it goes along with.
    init(
        _ machine: StateMachine, policies: [String: ResourcePolicy], limits: ExecutionLimits, at now: Timestamp,
        chance: UInt64 = 0, along pace: RecordedPace? = nil
    ) {
        execution = StreamID(.execution, UUID(version7: now, random: 0xdab))
        decider = Decider(
            definition: machine.definition, role: machine.role, policies: policies, worker: MachineSimulation.worker,
            limits: limits, execution: execution)
        self.now = now
        self.chance = chance
        self.pace = pace
    }

    /// Runs to the end, or to where a task has no answer.
    ///
    /// - Parameter answer: how a call ends, and after how long.
    mutating func run(
        _ start: ExecutionEvent.ExecutionStarted,
        answer: (TaskCall) async throws(MachineTestError) -> MockAnswer
    ) async throws(MachineTestError) {
        try decide(.start(start))
        for _ in 0..<MachineSimulation.steps {
            guard state.status == .running else { return }
            try await step(answer)
        }
        throw MachineTestError("the machine does not end: after \(MachineSimulation.steps) steps it is in \(places)")
    }

    private mutating func step(
        _ answer: (TaskCall) async throws(MachineTestError) -> MockAnswer
    ) async throws(MachineTestError) {
        let effects = state.pendingEffects
        var running: Set<TaskID> = []
        for effect in effects {
            switch effect {
            case .proceed: return try decide(.proceed)
            case .begin(let task): return try decide(.beginTask(task.id))
            case .run(let task):
                running.insert(task.id)
                if answers[task.id] == nil { try await ask(task, answer) }
            case .wakeAt: continue
            }
        }
        // Nobody waits for a task that was ended from outside.
        answers = answers.filter { running.contains($0.key) }
        let next = answers.min { ($0.value.moment, $0.value.number) < ($1.value.moment, $1.value.number) }
        if let next, next.value.moment <= state.nextTimer ?? .distantFuture {
            now = max(now, next.value.moment)
            answers[next.key] = nil
            return try decide(next.value.input)
        }
        guard let timer = state.nextTimer else {
            throw MachineTestError("nothing will ever happen again: the machine waits in \(places)")
        }
        now = max(now, timer)
        try decide(.proceed)
    }

    private mutating func ask(
        _ task: TaskAttempt, _ answer: (TaskCall) async throws(MachineTestError) -> MockAnswer
    ) async throws(MachineTestError) {
        let call = TaskCall(
            task: task, number: calls[task.state, default: 0], execution: execution, state: state, now: now)
        calls[task.state, default: 0] += 1
        let mock = try await answer(call)
        // A mock of a task that waits for its token is the word of whoever has it.
        let token = task.token.flatMap { TaskToken($0) }
        let input: ExecutionInput =
            switch (mock.outcome, token) {
            case (.returns(let output), nil): .taskSucceeded(task.id, output: output)
            case (.returns(let output), let token?): .tokenSucceeded(token, output: output)
            case (.fails(let error, let cause), nil): .taskFailed(task.id, error: error, cause: cause)
            case (.fails(let error, let cause), let token?):
                .tokenFailed(token, error: error.isEmpty ? nil : error, cause: cause.isEmpty ? nil : cause)
            }
        answers[task.id] = Answer(moment: now.adding(mock.delay), number: asked, input: input)
        asked += 1
    }

    private mutating func decide(_ input: ExecutionInput) throws(MachineTestError) {
        let decision: Decision
        if let moment = pace?.moment { now = max(now, moment) }
        let seed = pace?.seed ?? Seed(high: chance, low: UInt64(state.version.rawValue))
        do {
            decision = try decider.decide(input, on: state, at: now, seed: seed)
        } catch .taskClosed {
            // It came too late, as a task's own answer may.
            return
        } catch {
            throw MachineTestError("the core refused an input: \(error)")
        }
        let id = CommitID(UUID(high: 0xdab, low: UInt64(state.version.rawValue)))
        let recorded = Commit(id: id, Append(to: execution, expected: head, events: decision.newEvents)).records[0]
        do {
            for event in recorded { try state.evolve(event) }
        } catch {
            throw MachineTestError("an event that was decided does not fold: \(error)")
        }
        for event in decision.events { pace?.follow(event) }
        events += recorded
        head = recorded.last?.head ?? head
    }

    private var places: String {
        let names = state.frames.map(\.state).filter { !$0.isEmpty }
        return names.isEmpty ? "no state" : names.map { "'\($0)'" }.joined(separator: ", ")
    }
}
