import MemoryBackend
import EngineTesting
import Engine
import EventLog
import Foundation
import JSON
import Notifications
import Testing

@Suite struct MessageQueueTests {
    private static func scene(isRaw: Bool = false) async throws -> (PostOffice, MessageQueue) {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(
            .queue(name: "books"), to: office.topic, settings: SubscriptionSettings(isRaw: isRaw))
        return (office, try MessageQueue("books", store: office.store, configuration: office.configuration()))
    }

    @Test func `what is published is received, hidden, received again, and deleted`() async throws {
        let (office, queue) = try await Self.scene()
        #expect(try await queue.receive().isEmpty)
        let notification = try await office.publish(text: "m", subject: "s")
        try await office.deliver()
        let first = try #require(try await queue.receive(visibility: .seconds(30)).first)
        #expect(first.notification == notification)
        #expect(first.receives == 1)
        let body = try JSONValue(parsing: first.body)
        #expect(body["Message"]?.stringValue == "m")
        #expect(body["Subject"]?.stringValue == "s")
        #expect(body["Token"] == nil && body["UnsubscribeToken"] == nil)
        let other = try MessageQueue("books", store: office.store, configuration: office.configuration())
        #expect(try await other.receive().isEmpty)
        office.clock.advance(by: .seconds(30))
        let second = try #require(try await other.receive().first)
        #expect(second.receives == 2)
        await #expect(throws: MessageQueueError.notYours(first.id)) { try await queue.delete(first) }
        try await other.delete(second)
        await #expect(throws: MessageQueueError.notYours(first.id)) { try await other.delete(second) }
        office.clock.advance(by: .seconds(3600))
        #expect(try await queue.receive().isEmpty)
        #expect(
            try await office.types(of: first.id) == [
                "MessageQueued", "MessageReceived", "MessageReceived", "MessageDeleted",
            ])
        #expect(try await office.store.head(of: first.id).status == .deleted)
    }

    @Test func `whoever has a message may keep it longer, or give it back`() async throws {
        let (office, queue) = try await Self.scene(isRaw: true)
        _ = try await office.publish(text: "m")
        try await office.deliver()
        let message = try #require(try await queue.receive(visibility: .seconds(30)).first)
        #expect(message.body == "m")
        try await queue.changeVisibility(of: message, to: .seconds(90))
        office.clock.advance(by: .seconds(60))
        #expect(try await queue.receive().isEmpty)
        try await queue.changeVisibility(of: message, to: .zero)
        #expect(try await queue.receive().map(\.receives) == [2])
    }

    @Test func `a message that is delivered twice is in the queue once`() async throws {
        let (office, queue) = try await Self.scene()
        let notification = try await office.publish(text: "m")
        let fault = CommitFault(office.store)
        let configuration = office.configuration {
            // It is in the queue, and the process is as good as dead before that is recorded.
            $0.transports.queue = DyingTransport(store: office.store, configuration: $0, fault: fault)
        }
        try await office.deliver(configuration, over: fault)
        #expect(try await office.types(of: notification) == ["NotificationPublished"])
        #expect(try await office.store.streams(StreamQuery(category: .queueMessage)).streams.count == 1)
        try await office.deliver()
        #expect(try await office.log.describe(notification).status == .delivered)
        #expect(try await queue.receive().count == 1)
        #expect(try await office.store.streams(StreamQuery(category: .queueMessage)).streams.count == 1)
    }

    @Test(.timeLimit(.minutes(1))) func `a subscriber in this process gets the messages as a sequence`() async throws {
        let (office, _) = try await Self.scene(isRaw: true)
        for number in 1...3 {
            _ = try await office.publish(
                #"{"TopicArn":"\#(office.topic)","Message":"\#(number)"}"#, name: "run-\(number)")
        }
        try await office.deliver()
        let queue = try MessageQueue("books", store: office.store, configuration: office.configuration())
        var seen: [String] = []
        for try await message in queue.messages() {
            seen.append(message.body)
            if seen.count == 3 { break }
        }
        #expect(seen.sorted() == ["1", "2", "3"])
        // The last one was not asked past: it comes again.
        office.clock.advance(by: .seconds(30))
        #expect(try await queue.receive().map(\.body) == [seen[2]])
    }

    @Test func `queues have names, and their indexes follow from their streams`() async throws {
        for name in ["", "a b", "a/b", String(repeating: "a", count: 81)] {
            #expect(throws: MessageQueueError.invalidName(name)) {
                try MessageQueue(name, store: try PostOffice().store)
            }
        }
        let (office, queue) = try await Self.scene()
        _ = try await office.publish(text: "m")
        try await office.deliver()
        let message = try #require(try await queue.receive().first)
        for step in 0..<2 {
            if step == 1 { try await queue.delete(message) }
            let index = try DaybookIndexer().index(of: message.id, events: try await office.store.readAll(message.id))
            let summary = try await office.store.head(of: message.id)
            #expect(index.status == summary.status)
            #expect(index.labels == summary.labels)
            #expect(index.wakeUp?.due == (step == 0 ? message.visibleAgainAt : nil))
        }
    }
}
