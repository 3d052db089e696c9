import EngineTesting
import EventLog
import Foundation
import MemoryBackend
import Notifications
import Testing

@Suite struct TopicDirectoryTests {
    @Test func `creating a topic twice gives the same topic and one event`() async throws {
        let office = try PostOffice()
        let first = try await office.directory.create(office.topic, by: "ann")
        let second = try await office.directory.create(office.topic, by: "bob")
        #expect(first == second)
        #expect(first.by == "ann")
        let streams = try await office.store.streams(StreamQuery(category: .topic)).streams
        #expect(streams.map(\.head.version) == [StreamVersion(1)])
        #expect(streams[0].labels["arn"] == office.topic.description)
    }

    @Test func `the same protocol and endpoint are one subscription, also from many callers at once`() async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        let ids = try await withThrowingTaskGroup { group in
            for index in 0..<20 {
                group.addTask {
                    try await office.directory.subscribe(
                        .maildir(path: "/mail/\(index % 4)"), to: office.topic, by: "ann"
                    ).id
                }
            }
            return try await group.reduce(into: Set<SubscriptionID>()) { $0.insert($1) }
        }
        #expect(ids.count == 4)
        let subscriptions = try await office.directory.subscriptions(of: office.topic)
        #expect(Set(subscriptions.map(\.id)) == ids)
        #expect(subscriptions.count == 4)
        #expect(subscriptions.allSatisfy { $0.by == "ann" })
    }

    @Test func `an unsubscribed endpoint is gone and may come back`() async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        let endpoint = SubscriptionEndpoint.maildir(path: "/mail/owner")
        let subscription = try await office.directory.subscribe(endpoint, to: office.topic)
        #expect(try await office.directory.unsubscribe(subscription.id, from: office.topic))
        #expect(try await office.directory.unsubscribe(subscription.id, from: office.topic) == false)
        #expect(try await office.directory.subscriptions(of: office.topic).isEmpty)
        #expect(try await office.directory.subscribe(endpoint, to: office.topic).id == subscription.id)
        let stream = try #require(try await office.store.streams(StreamQuery(category: .topic)).streams.first)
        #expect(
            try await office.types(of: stream.stream) == [
                "TopicCreated", "SubscriptionConfirmed", "SubscriptionRemoved", "SubscriptionConfirmed",
            ])
    }

    @Test func `a topic that does not exist is read as none and refuses subscribers`() async throws {
        let office = try PostOffice()
        #expect(try await office.directory.topic(office.topic) == nil)
        await #expect(throws: TopicError.unknownTopic(office.topic)) {
            try await office.directory.subscribe(.maildir(path: "/mail"), to: office.topic)
        }
        await #expect(throws: TopicError.unknownTopic(office.topic)) {
            try await office.directory.subscriptions(of: office.topic)
        }
    }

    @Test(arguments: ["mail/relative", "", "/with\nbreak", "/" + String(repeating: "a", count: 4000)])
    func `an endpoint to which nothing could be delivered is refused`(path: String) async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        let error = await #expect(throws: TopicError.self) {
            try await office.directory.subscribe(.maildir(path: path), to: office.topic)
        }
        guard case .invalidEndpoint = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        ("SubscriptionConfirmed", #"{"subscription":"ID","protocol":"pigeon","endpoint":"roof"}"#, "'pigeon'"),
        ("SubscriptionMoved", "{}", "unknown type SubscriptionMoved"),
        (
            "SubscriptionConfirmed", #"{"subscription":"ID","protocol":"maildir","endpoint":"/m","colour":"red"}"#,
            "unknown field 'colour'"
        ),
        ("SubscriptionRemoved", #"{"subscription":"ID"}"#, "no such subscription"),
        ("SubscriptionRemoved", "[]", "not an object"),
    ])
    func `what a later version wrote is an error with a name`(type: String, payload: String, words: String) async throws
    {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        let summary = try #require(try await office.store.streams(StreamQuery(category: .topic)).streams.first)
        let text = payload.replacing("ID", with: UUID().uuidString)
        let event = NewEvent(type: EventType(type), recordedAt: office.clock.now(), payload: Array(text.utf8))
        _ = try await office.store.commit(
            Commit(
                id: CommitID(UUID()), Append(to: summary.stream, expected: summary.head, events: [event])))
        let error = await #expect(throws: TopicError.self) { try await office.directory.topic(office.topic) }
        guard case .unreadable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test(arguments: [
        "", "SuccessNotifications", "arn:aws:sqs:us-east-1:123456789012:q", "arn:aws:sns:us-east-1:123:t",
        "arn:aws:sns:us-east-1:123456789012:", "arn:aws:sns:us-east-1:123456789012:a b",
        "arn:aws:sns:us-east-1:123456789012:a:b", "arn:aws:sns:us-east-1:123456789012:topic.fifo",
        "arn:aws:sns::123456789012:t", "arn:aws:sns:us-east-1:123456789012:é",
        "arn:aws:sns:us-east-1:123456789012:" + String(repeating: "a", count: 257),
    ])
    func `what is not the ARN of a topic is refused`(text: String) {
        #expect(throws: TopicError.self) { try TopicARN(text) }
    }
}
