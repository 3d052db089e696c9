import Engine
import EngineTesting
import EventLog
import Foundation
import JSON
import MemoryBackend
import Notifications

/// A store with a clock that stands still, a machine that publishes its input, and workers that deliver when told so.
final class PostOffice: Sendable {
    static let topicName = "SuccessNotifications"
    let clock = ManualClock()
    let store: MemoryEventStore
    let directory: TopicDirectory
    let log: NotificationLog
    let topic: TopicARN

    init() throws {
        store = MemoryEventStore(clock: { [clock] in clock.now() })
        directory = TopicDirectory(store: store, clock: clock)
        log = NotificationLog(store: store, clock: clock)
        topic = try TopicARN("arn:aws:sns:us-east-1:123456789012:\(Self.topicName)")
    }

    func configuration(_ change: (inout NotificationConfiguration) -> Void = { _ in }) -> NotificationConfiguration {
        var configuration = NotificationConfiguration()
        configuration.clock = clock
        change(&configuration)
        return configuration
    }

    static func machine(_ definition: String? = nil) throws -> StateMachine {
        try StateMachine(
            name: "publisher",
            definition: definition
                ?? #"{"StartAt":"Publish","States":{"Publish":{"Type":"Task","Resource":"\#(SNSPublishHandler.resource)","End":true}}}"#,
            role: Role(arn: "arn:aws:iam::123456789012:role/publisher", resources: ["*"], topics: ["*"]))
    }

    /// Runs an execution whose input is what the task publishes, with no worker that delivers.
    func publish(
        _ input: String, name: String = "one", configuration: NotificationConfiguration? = nil,
        definition: String? = nil
    ) async throws -> ExecutionDescription {
        var engineConfiguration = EngineConfiguration()
        engineConfiguration.clock = clock
        let engine = ExecutionEngine(store: store, configuration: engineConfiguration)
        engine.register(
            SNSPublishHandler.resource,
            handler: SNSPublishHandler(store: store, configuration: configuration ?? self.configuration()))
        try engine.add(Self.machine(definition))
        return try await withThrowingTaskGroup { group in
            group.addTask { try await engine.run() }
            let start = try await engine.start("publisher", input: input, name: name)
            let end = try await engine.result(of: start.execution)
            engine.shutDown()
            try await group.waitForAll()
            return end
        }
    }

    /// Publishes a text to the topic and gives the notification's stream.
    func publish(
        text: String, subject: String? = nil, configuration: NotificationConfiguration? = nil
    ) async throws -> StreamID {
        var input: JSONValue = ["TopicArn": .string(topic.description), "Message": .string(text)]
        if let subject {
            input = [
                "TopicArn": .string(topic.description), "Message": .string(text), "Subject": .string(subject),
            ]
        }
        let end = try await publish(input.text, configuration: configuration)
        guard let id = try end.output?.value()["MessageId"]?.stringValue, let uuid = UUID(uuidString: id) else {
            throw TaskError("PublishFailed", cause: "\(end)")
        }
        return StreamID(.notification, uuid)
    }

    /// One worker's life: it claims once, delivers what it got, and ends; returns how many streams it got.
    @discardableResult
    func deliver(
        _ configuration: NotificationConfiguration? = nil, over store: (any EventStore)? = nil, retires: Bool = true
    ) async throws -> Int {
        let worker = WorkerID(UUID())
        try await self.store.keepAlive(worker, for: .seconds(30))
        let claim = Claim(
            id: ClaimID(UUID()), worker: worker, queues: [.notification], semantics: 2, limit: 100)
        let claimed = try await self.store.claimDue(claim).streams
        let processor = NotificationDelivery(
            store: store ?? self.store, configuration: configuration ?? self.configuration())
        for stream in claimed { try await processor.process(stream, worker: worker) }
        if retires { try await self.store.retire(worker) }
        return claimed.count
    }

    /// Appends an event that this version may not know.
    @discardableResult
    func append(_ type: String, _ payload: String, to stream: StreamID) async throws -> RecordedEvent {
        let event = NewEvent(type: EventType(type), recordedAt: clock.now(), payload: Array(payload.utf8))
        let head = try await store.head(of: stream).head
        let commit = Commit(id: CommitID(UUID()), Append(to: stream, expected: head, events: [event]))
        guard case .committed = try await store.commit(commit) else {
            throw TaskError("AppendFailed", cause: "\(stream)")
        }
        return commit.records[0][0]
    }

    /// The types of a stream's events, in order.
    func types(of stream: StreamID) async throws -> [String] {
        try await store.readAll(stream).map(\.type.rawValue)
    }

    /// The types of the events of each delivery of a notification, in the order of its subscribers.
    func deliveryTypes(of notification: StreamID) async throws -> [[String]] {
        var all: [[String]] = []
        for delivery in try await log.describe(notification).deliveries {
            all.append(try await types(of: delivery.stream))
        }
        return all
    }
}
