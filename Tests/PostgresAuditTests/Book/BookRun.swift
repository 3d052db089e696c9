import Engine
import EventLog
import Foundation
import JSON
import Notifications
import StatesLanguage

/// An execution of the book: decided by the engine's own core, at the moments and by the people that the book says.
struct BookRun {
    let stream: StreamID
    let name: String
    private(set) var state = ExecutionState()
    private(set) var now: Timestamp
    private(set) var commits: [Commit] = []
    private var events: [RecordedEvent] = []
    private var worker = 1
    private let number: UInt64
    private let machine: StateMachine

    /// The ARN of its machine.
    var machineARN: String { "arn:aws:states:us-east-1:123456789012:stateMachine:\(machine.name)" }

    /// Starts an execution with an id that follows from its time and number.
    init(
        _ name: String, number: UInt64, at start: Timestamp, machine: StateMachine, by startedBy: String?, input: String
    ) throws {
        self.name = name
        self.number = number
        self.machine = machine
        now = start
        stream = StreamID(.execution, UUID(version7: start, random: number))
        try decide(
            .start(
                ExecutionEvent.ExecutionStarted(
                    stateMachine: machineARN, name: name, definition: machine.definitionHash,
                    role: machine.role.hash, roleArn: machine.role.arn, semantics: .current, queue: Queue("payroll"),
                    eventLimit: 25_000, timeoutSeconds: machine.definition.timeoutSeconds, startedBy: startedBy,
                    input: try JSONText(validating: input))))
    }

    mutating func wait(_ duration: Duration) throws {
        now = now.adding(duration)
        try decide(.proceed)
    }

    mutating func succeed(
        _ state: String, in iteration: Int? = nil, after duration: Duration, _ output: String
    ) throws {
        now = now.adding(duration)
        try decide(.taskSucceeded(task(state, iteration), output: try JSONText(validating: output)))
    }

    mutating func fail(
        _ state: String, in iteration: Int? = nil, after duration: Duration, _ error: String, _ cause: String
    ) throws {
        now = now.adding(duration)
        try decide(.taskFailed(task(state, iteration), error: error, cause: cause))
    }

    /// Publishes a message; returns its stream and the attempt.
    mutating func publish(_ state: String, topic: String) throws -> (notification: StreamID, task: TaskID) {
        let task = try task(state)
        let id = UUID(version8: "\(stream)/\(task)".utf8)
        let output = try JSONText(validating: "{\"MessageId\":\"\(id.text)\"}")
        try decide(
            .notificationPublished(task, topic: topic, notification: StreamID(.notification, id), output: output))
        return (StreamID(.notification, id), task)
    }

    /// Another worker takes over.
    mutating func takeOver(after duration: Duration) throws {
        now = now.adding(duration)
        worker += 1
        try decide(.takeOver(from: state.worker))
    }

    mutating func tell(_ input: ExecutionInput, after duration: Duration) throws {
        now = now.adding(duration)
        try decide(input)
    }

    /// What the indexes hold for it, and everything that was committed, the last commit with them.
    func written() throws -> [Commit] {
        guard let last = commits.last else { return [] }
        let index = try ExecutionIndexer().index(of: stream, events: events)
        let append = Append(
            to: stream, expected: last.appends[0].expected, events: last.appends[0].events,
            wakeUp: index.wakeUp.map { .set($0) } ?? .unchanged, status: index.status, labels: index.labels)
        return commits.dropLast() + [Commit(id: last.id, append)]
    }

    private func task(_ name: String, _ iteration: Int? = nil) throws -> TaskID {
        let frame = state.frames.first { $0.task?.state == name && $0.index == iteration ?? $0.index }
        guard let task = frame?.task else { throw NoSuchTask(state: name) }
        return task.id
    }

    private mutating func decide(_ input: ExecutionInput) throws {
        let decider = BookRun.decider(machine, worker: worker, stream)
        let decision = try decider.decide(
            input, on: state, at: now, seed: Seed(high: number, low: UInt64(events.count)))
        guard !decision.events.isEmpty else { return }
        let id = CommitID(UUID(high: 0xb00c << 48 | number << 16 | 0x4000, low: 1 << 63 | UInt64(commits.count)))
        let commit = Commit(
            id: id, Append(to: stream, expected: events.last?.head ?? .empty, events: decision.newEvents))
        commits.append(commit)
        events += commit.records[0]
        state = decision.state
    }

    private static func decider(_ machine: StateMachine, worker: Int, _ stream: StreamID) -> Decider {
        Decider(
            definition: machine.definition, role: machine.role,
            policies: ["generateReport": ResourcePolicy(limitMilliseconds: 900_000)],
            worker: WorkerID(UUID(high: 0xdab0_0000_0000_4000, low: 1 << 63 | UInt64(worker))), execution: stream)
    }

    struct NoSuchTask: Error {
        let state: String
    }
}

extension BookRun {
    /// The moment that Postgres and we write as `2026-01-05T09:00:00.000000Z`.
    static func time(_ text: String) throws -> Timestamp {
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return Timestamp(microseconds: Int64(try format.parse(text).timeIntervalSince1970.rounded()) * 1_000_000)
    }
}
