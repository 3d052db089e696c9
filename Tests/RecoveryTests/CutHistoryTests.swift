import Engine
import EventLog
import Foundation
import JSON
import MemoryBackend
import Testing

extension RecoveryTests {
    /// What the program recorded, cut and gone on with in this process.
    @Suite(.serialized) struct CutHistoryTests {
        @Test(arguments: Payroll.allCases)
        func aRecordedHistoryCutAfterAnyEventGoesOnToTheSameEnd(_ payroll: Payroll) async throws {
            let scene = try Scene()
            let end = try await onThread { try scene.run(payroll.run(scene)).end }
            #expect(end == .exit(payroll.exitCode))
            let log = try await scene.log.snapshot()
            let recorded = try Recording(of: try #require(log.executions.first), in: log, payroll)
            let sense = try Sense(of: recorded.events, in: scene.root).lines
            // What a task published is in the same commit as its success: between the two no log can end.
            let cuts = recorded.events.indices.dropFirst().filter {
                recorded.events[$0 - 1].type.rawValue != "NotificationPublished"
            }
            let ends = try await inParallel(cuts, width: cuts.count) { cut in
                let events = try await recorded.goOn(afterFirst: cut)
                let place: Comment = "\(payroll.rawValue), cut after \(cut) events"
                #expect(throws: Never.self, place) { try HashChain.verify(events) }
                #expect(events.prefix(cut).map(\.hash) == recorded.events.prefix(cut).map(\.hash), place)
                #expect(try Sense(of: events, in: scene.root).lines == sense, place)
                return cut
            }
            #expect(ends.count == recorded.events.count - 2)
        }
    }
}

/// An execution as the program recorded it, with everything that is needed to go on with a part of it.
private struct Recording: Sendable {
    /// How an attempt ended.
    enum Ending {
        case output(JSONText)
        case publication(TaskResult.Publication, JSONText)
        case failure(TaskError)
        /// It was still busy when its time was up.
        case none
    }

    let events: [RecordedEvent]
    private let log: LogSnapshot
    private let payroll: Payroll
    /// By state and attempt.
    private var endings: [String: Ending] = [:]

    init(of execution: StreamID, in log: LogSnapshot, _ payroll: Payroll) throws {
        self.log = log
        self.payroll = payroll
        events = log.streams[execution] ?? []
        var names: [TaskID: String] = [:]
        var publications: [TaskID: TaskResult.Publication] = [:]
        for recorded in events {
            switch try ExecutionEvent(recorded) {
            case .taskScheduled(let task): names[TaskID(recorded.version)] = "\(task.state) \(task.attempt)"
            case .notificationPublished(let published):
                let first = (log.streams[published.notification] ?? []).prefix(1)
                publications[published.task] = .init(
                    topic: published.topic,
                    notification: Append(to: published.notification, expected: .empty, events: first.map(\.new)))
            case .taskSucceeded(let task):
                endings[names[task.task] ?? ""] =
                    publications[task.task].map { .publication($0, task.output) } ?? .output(task.output)
            case .taskFailed(let task):
                endings[names[task.task] ?? ""] = .failure(TaskError(task.error ?? "", cause: task.cause ?? ""))
            default: break
            }
        }
    }

    /// Puts the first events into a log of their own, lets an engine go on from there, and returns all events.
    func goOn(afterFirst count: Int) async throws -> [RecordedEvent] {
        let store = MemoryEventStore()
        for stream in log.streams(of: .definition) + log.streams(of: .role) {
            try await write(log.streams[stream] ?? [], to: store, wakeUp: .unchanged)
        }
        let part = Array(events.prefix(count))
        var configuration = EngineConfiguration()
        configuration.queue = Queue("payroll")
        let due = WakeUp(due: part[0].recordedAt, queue: configuration.queue, semantics: 1)
        try await write(part, to: store, wakeUp: .set(due))
        let engine = ExecutionEngine(store: store, configuration: configuration)
        for task in ["processData", "generatePaystubs", "generateReport"] {
            let seconds = payroll == .timingOut && task == "generateReport" ? 2 : 900
            engine.register(task, options: TaskOptions(timeLimit: .seconds(seconds)), handler: Replay(endings: endings))
        }
        engine.register("arn:aws:states:::sns:publish", handler: Replay(endings: endings))
        let running = Task { try await engine.run() }
        let end = try await engine.result(of: part[0].stream)
        #expect(end.status == .succeeded)
        engine.shutDown()
        try await running.value
        return try await store.readAll(part[0].stream)
    }

    private func write(_ events: [RecordedEvent], to store: MemoryEventStore, wakeUp: WakeUpChange) async throws {
        var head = StreamHead.empty
        var rest = events[...]
        while let first = rest.first {
            let part = rest.prefix { $0.commitID == first.commitID }
            rest = rest.dropFirst(part.count)
            let append = Append(
                to: first.stream, expected: head, events: part.map(\.new),
                wakeUp: rest.isEmpty ? wakeUp : .unchanged)
            #expect(try await store.commit(Commit(id: first.commitID, append)) == .committed)
            head = part.last?.head ?? head
        }
    }

    /// Answers as the program's handlers did.
    private struct Replay: TaskHandler {
        let endings: [String: Ending]

        func run(_ context: TaskContext) async throws -> TaskResult {
            switch endings["\(context.state) \(context.attempt)"] ?? .none {
            case .output(let output): return TaskResult(output: output)
            case .publication(let publication, let output): return TaskResult(output: output, publication: publication)
            case .failure(let error): throw error
            case .none:
                try await Task.sleep(for: .seconds(900))
                return TaskResult(output: context.input)
            }
        }
    }
}

extension RecordedEvent {
    fileprivate var new: NewEvent { NewEvent(type: type, recordedAt: recordedAt, payload: payload) }
}
