import Engine
import EngineTesting
import EventLog
import Foundation
import StatesLanguage

/// Runs a scenario on a store, one step after the other: workers decide, commit and die, and time jumps to what comes next.
///
/// Nothing in it happens by itself, so a seed gives the same run on every store and each time.
struct SimulatedRun {
    /// What was decided, to be decided again.
    struct Decided {
        let after: StreamVersion
        let input: ExecutionInput
        let now: Timestamp
        let seed: Seed
        let worker: Int
    }

    /// How often something goes wrong, as shares of the commits.
    struct Faults {
        /// The worker dies and nothing was written.
        var crashBefore = 0.0
        /// The worker dies and everything was written.
        var crashAfter = 0.0
        /// The worker hangs; another one takes over, and what it wanted to write comes late.
        var hangs = 0.0
    }

    private struct Answer {
        let moment: Timestamp
        let number: Int
        let input: ExecutionInput
    }

    let scenario: Scenario
    private let store: any EventStore
    private var faults: Faults
    private var random: SeededGenerator
    private(set) var state = ExecutionState()
    private(set) var decided: [Decided] = []
    private(set) var calls: [TaskID: Int] = [:]
    private(set) var crashes = 0
    private var head = StreamHead.empty
    private var now = Scenario.begin
    private var worker = 1
    private var answers: [TaskID: Answer] = [:]
    private var asked = 0
    private var commits: UInt64 = 0
    /// What workers that hang wanted to write.
    private var late: [(commit: Commit, made: Decided)] = []

    private static let steps = 5000

    init(_ scenario: Scenario, on store: any EventStore, faults: Faults) {
        self.scenario = scenario
        self.store = store
        self.faults = faults
        random = SeededGenerator(seed: scenario.seed &* 7 &+ 3)
    }

    /// Runs to the end and gives the stream as the store has it.
    mutating func run() async throws -> [RecordedEvent] {
        while state.start == nil { try await decide(.start(scenario.start)) }
        for step in 0..<Self.steps {
            // Faults stop, or an end could not be expected.
            if step == 400 || crashes > 20 { faults = Faults() }
            guard state.status == .running else { break }
            try await advance()
        }
        guard state.status != .running else { throw Violation("the end was not reached") }
        try await deliverLateCommits()
        let stream = try await readAll()
        guard stream.last?.head == head else {
            throw Violation("the store's stream ends elsewhere than was acknowledged")
        }
        return stream
    }

    private mutating func advance() async throws {
        var running: Set<TaskID> = []
        for effect in state.pendingEffects {
            switch effect {
            case .proceed: return try await decide(.proceed)
            case .begin(let task): return try await decide(.beginTask(task.id))
            case .run(let task):
                running.insert(task.id)
                if answers[task.id] == nil { ask(task) }
            case .wakeAt: continue
            }
        }
        answers = answers.filter { running.contains($0.key) }
        let next = answers.min { ($0.value.moment, $0.value.number) < ($1.value.moment, $1.value.number) }
        if let next, next.value.moment <= state.nextTimer ?? .distantFuture {
            now = max(now, next.value.moment)
            answers[next.key] = nil
            return try await decide(next.value.input)
        }
        guard let timer = state.nextTimer else { throw Violation("nothing would ever happen again") }
        now = max(now, timer)
        try await decide(.proceed)
    }

    private mutating func ask(_ task: TaskAttempt) {
        calls[task.id, default: 0] += 1
        let (outcome, delay) = scenario.answer(task, in: state)
        let input: ExecutionInput =
            switch outcome {
            case .returns(let output): .taskSucceeded(task.id, output: output)
            case .fails(let error, let cause): .taskFailed(task.id, error: error, cause: cause)
            }
        answers[task.id] = Answer(moment: now.adding(delay), number: asked, input: input)
        asked += 1
    }

    private mutating func decide(_ input: ExecutionInput) async throws {
        let seed = Seed(high: random.next(), low: random.next())
        let decision = try scenario.decider(worker: worker).decide(input, on: state, at: now, seed: seed)
        guard !decision.events.isEmpty else { return }
        commits += 1
        let append = Append(to: scenario.execution, expected: head, events: decision.newEvents)
        let commit = Commit(id: CommitID(UUID(high: scenario.seed, low: commits)), append)
        let made = Decided(after: state.version, input: input, now: now, seed: seed, worker: worker)
        switch Double.random(in: 0..<1, using: &random) {
        case ..<faults.crashBefore: try await crash()
        case ..<(faults.crashBefore + faults.crashAfter):
            if case .committed = try await send(commit) { decided.append(made) }
            try await crash()
        case ..<(faults.crashBefore + faults.crashAfter + faults.hangs):
            late.append((commit, made))
            try await crash()
        default:
            guard case .committed = try await send(commit) else {
                try await load()
                // It was another worker's turn after all.
                if case .takeOver = input { return }
                return try await takeOver()
            }
            decided.append(made)
            state = decision.state
            head = commit.heads[0]
        }
    }

    /// The worker is gone with all it knew; another one reads the stream and takes it over.
    private mutating func crash() async throws {
        crashes += 1
        worker += 1
        answers = [:]
        try await load()
        now = now.adding(.seconds(1))
        // What the other wanted to write may come between the look and the takeover, which is then decided again.
        if let (commit, made) = late.last, Bool.random(using: &random) {
            late.removeLast()
            if case .committed = try await send(commit) { decided.append(made) }
        }
        try await takeOver()
    }

    /// Whoever finds a stream that another worker had takes it over before anything else.
    private mutating func takeOver() async throws {
        let own = worker
        while worker == own, state.start != nil, state.status == .running, state.worker != scenario.worker(own) {
            try await decide(.takeOver(from: state.worker))
        }
    }

    private mutating func load() async throws {
        let stream = try await readAll()
        state = try ExecutionState(folding: stream)
        head = stream.last?.head ?? .empty
    }

    /// Sends until there is an answer. A conflict that is none is found out by reading.
    private mutating func send(_ commit: Commit) async throws -> CommitOutcome {
        for _ in 0..<1000 {
            do {
                guard let outcome = try await store.commit([commit]).first else { continue }
                if case .conflict = outcome {
                    let stream = try await readAll()
                    if stream.contains(where: { $0.commitID == commit.id }) { return .committed }
                    // Nobody wrote meanwhile: the same bytes go again.
                    if stream.last?.head ?? .empty == commit.appends[0].expected { continue }
                }
                return outcome
            } catch let error as EventStoreError {
                guard error.advice == .sendAgain else { throw error }
            }
        }
        throw Violation("a commit got no answer")
    }

    /// What a worker that hung wanted to write comes after others wrote: it must change nothing.
    private mutating func deliverLateCommits() async throws {
        for (commit, _) in late {
            let before = try await readAll()
            guard before.count > Int(commit.appends[0].expected.version.rawValue) else { continue }
            if case .committed = try await send(commit), !before.contains(where: { $0.commitID == commit.id }) {
                throw Violation("a commit that came late was written")
            }
            guard try await readAll() == before else { throw Violation("a commit that came late changed the stream") }
        }
    }

    private func readAll() async throws -> [RecordedEvent] {
        for _ in 0..<1000 {
            do {
                return try await store.readAll(scenario.execution)
            } catch {
                guard error.advice == .sendAgain else { throw error }
            }
        }
        throw Violation("the stream cannot be read")
    }
}
