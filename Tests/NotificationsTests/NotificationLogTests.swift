import Engine
import EngineTesting
import EventLog
import Foundation
import MemoryBackend
import Notifications
import Testing

@Suite struct NotificationLogTests {
    @Test func `an execution's notifications are listed apart from those of others, by status and by topic`()
        async throws
    {
        let office = try PostOffice()
        let directory = try TemporaryDirectory()
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: directory.path + "/box"), to: office.topic)
        let input = #"{"TopicArn":"\#(office.topic)","Message":"m","Subject":"s"}"#
        let first = try await office.publish(input, name: "first")
        let second = try await office.publish(input, name: "second")
        let pending = try await office.log.list(
            StreamQuery(category: .notification, status: .pending, labels: ["topic": office.topic.description]))
        #expect(pending.notifications.count == 2)
        try await office.deliver()
        let found = try await office.log.notifications(of: first.execution)
        #expect(found.map(\.executionName) == ["first"])
        #expect(found.first?.subject == "s")
        #expect(found.first?.deliveries.map(\.endpoint) == [.maildir(path: directory.path + "/box")])
        guard case .delivered(let at, let answer?)? = found.first?.deliveries.first?.outcome else {
            Issue.record("\(found)")
            return
        }
        #expect(at == office.clock.now())
        #expect(try directory.names("box/new").contains(answer))
        let page = try await office.log.list(
            StreamQuery(category: .notification, status: .delivered, newestFirst: false, limit: 1))
        #expect(page.notifications.count == 1)
        var query = StreamQuery(category: .notification, newestFirst: false, limit: 1)
        query.after = page.next
        let rest = try await office.log.list(query)
        #expect(
            Set((page.notifications + rest.notifications).map(\.execution)) == [first.execution, second.execution])
    }

    @Test func `what cannot be read hides none of the others, and says where and why`() async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: "/mail/owner"), to: office.topic)
        let input = #"{"TopicArn":"\#(office.topic)","Message":"m"}"#
        var published: [StreamID] = []
        for name in ["first", "second", "third"] {
            let end = try await office.publish(input, name: name)
            published += try await office.log.notifications(of: end.execution).map(\.notification)
            office.clock.advance(by: .seconds(1))
        }
        let old = StreamID(.notification, UUID())
        _ = try await office.append("NotificationPublished", #"{"semantics":1}"#, to: old)
        _ = try await office.append("Painted", "{}", to: published[1])
        let newest = try await office.log.list(StreamQuery(category: .notification, newestFirst: true, limit: 3))
        #expect(newest.notifications.map(\.notification) == [published[2]])
        #expect(newest.unreadable.map(\.stream) == [old, published[1]])
        #expect(
            newest.unreadable.map(\.error.description) == [
                "\(old) cannot be read: event 1 follows semantics 1, this version knows 2 alone: it is of an earlier version, "
                    + "which can deliver and read it",
                "\(published[1]) cannot be read: event 2 has the unknown type Painted",
            ])
        var rest = StreamQuery(category: .notification, newestFirst: true, limit: 3)
        rest.after = newest.next
        #expect(try await office.log.list(rest).notifications.map(\.notification) == [published[0]])
        // Nobody knows whether it is delivered.
        let pending = try await office.log.list(StreamQuery(category: .notification, status: .pending))
        #expect(pending.notifications.count == 2 && pending.unreadable.map(\.stream) == [published[1]])
    }

    @Test func `a worker of an earlier version leaves notifications to others`() async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: "/mail/owner"), to: office.topic)
        let notification = try await office.publish(text: "m")
        let worker = WorkerID(UUID())
        try await office.store.keepAlive(worker, for: .seconds(30))
        for (number, expected) in [(1, []), (NotificationDelivery(store: office.store).semantics, [notification])] {
            let claim = Claim(
                id: ClaimID(UUID()), worker: worker, queues: [.notification], semantics: number, limit: 10)
            #expect(try await office.store.claimDue(claim).streams.map(\.stream) == expected)
        }
    }

    @Test func `waiting for mail ends at its deadline where the mail cannot be delivered`() async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: "/mail/owner"), to: office.topic)
        let end = try await office.publish(#"{"TopicArn":"\#(office.topic)","Message":"m"}"#)
        let deadline = office.clock.now().adding(.seconds(1))
        let waiting = Task { try await office.log.settledNotifications(of: end.execution, until: deadline) }
        while office.clock.now() < deadline {
            office.clock.advance(by: .milliseconds(10))
            await Task.yield()
        }
        #expect(try await waiting.value.map(\.status) == [.pending])
    }

    @Test func `waiting for mail reads it again only once it is delivered`() async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        for name in ["a", "b", "c"] { try await office.directory.subscribe(.queue(name: name), to: office.topic) }
        let end = try await office.publish(#"{"TopicArn":"\#(office.topic)","Message":"m"}"#)
        let store = CommitFault(office.store)
        let log = NotificationLog(store: store, clock: office.clock)
        let deadline = office.clock.now().adding(.seconds(1_000_000))
        let waiting = Task { try await log.settledNotifications(of: end.execution, until: deadline) }
        for _ in 0..<500 {
            office.clock.advance(by: .milliseconds(10))
            await Task.yield()
        }
        try await office.deliver()
        let done = Flag()
        let result = Task {
            defer { done.set() }
            return try await waiting.value
        }
        while !done.value {
            office.clock.advance(by: .milliseconds(10))
            await Task.yield()
        }
        #expect(try await result.value.map(\.status) == [.delivered])
        // The message before, and the message with its deliveries after.
        #expect(store.reads <= 6, "\(store.reads)")
    }

    @Test func `a notification that does not exist is an error`() async throws {
        let office = try PostOffice()
        let stream = StreamID(.notification, UUID())
        await #expect(throws: NotificationLogError.unknownNotification(stream)) {
            try await office.log.describe(stream)
        }
    }
}
