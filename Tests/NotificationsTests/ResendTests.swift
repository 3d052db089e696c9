import Engine
import MemoryBackend
import EngineTesting
import EventLog
import Foundation
import Notifications
import Synchronization
import Testing

@Suite struct ResendTests {
    @Test func `what was given up is listed, looked at, and sent again with the same id`() async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        for path in ["/good", "/bad"] { try await office.directory.subscribe(.maildir(path: path), to: office.topic) }
        let isMended = Flag()
        let transport = ScriptedTransport { message in
            message.endpoint.address == "/good" || isMended.value
                ? .delivered(answer: "there", wasThere: false) : .failedForGood(reason: "550 no such mailbox")
        }
        let configuration = office.configuration { $0.transports.maildir = transport }
        let notification = try await office.publish(text: "m", configuration: configuration)
        try await office.deliver(configuration)
        let query = StreamQuery(category: .notification, status: .givenUp)
        #expect(try await office.log.list(query).notifications.map(\.notification) == [notification])
        let attempts = try await office.log.attempts(of: notification)
        #expect(
            attempts.contains { $0.outcome == .givenUp(reason: "550 no such mailbox", isPermanent: true) })
        isMended.set()
        office.clock.advance(by: .seconds(30 * 86_400))
        let sent = try await office.log.resend(notification, by: "ann")
        #expect(sent.count == 1)
        #expect(try await office.log.describe(notification).status == .pending)
        try await office.deliver(configuration)
        let after = try await office.log.describe(notification)
        #expect(after.status == .delivered)
        #expect(transport.messages.filter { $0.endpoint.address == "/good" }.count == 1)
        let bad = transport.messages.filter { $0.endpoint.address == "/bad" }
        #expect(bad.map(\.attempt) == [1, 2])
        #expect(Set(bad.map(\.messageID)).count == 1)
        #expect(
            try await office.deliveryTypes(of: notification) == [
                ["DeliveryCreated", "Delivered"],
                ["DeliveryCreated", "DeliveryGivenUp", "ResendRequested", "Delivered"],
            ])
        #expect(try await office.log.resend(notification).isEmpty)
        let delivery = after.deliveries[1].stream
        let index = try NotificationIndexer().index(of: delivery, events: try await office.store.readAll(delivery))
        #expect(index.status == .delivered && index.wakeUp == nil)
    }

    @Test func `what waits for its next attempt is offered at once, and no sooner a second time`() async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: "/away"), to: office.topic)
        let isThere = Flag()
        let transport = ScriptedTransport { _ in
            isThere.value ? .delivered(answer: "there", wasThere: false) : .failed(reason: "away")
        }
        let configuration = office.configuration { $0.transports.maildir = transport }
        let notification = try await office.publish(text: "m", configuration: configuration)
        let giveUpAt = office.clock.now().adding(configuration.deadline)
        #expect(try await office.log.resend(notification).isEmpty, "its first attempt is yet to come")
        try await office.deliver(configuration)
        #expect(try await office.deliver(configuration) == 0, "the next attempt is not due")
        // Failing again, it waits for longer than before; its time stays.
        #expect(try await office.log.resend(notification, by: "ann", deadline: .zero).count == 1)
        #expect(try await office.log.resend(notification).isEmpty, "it is due already")
        #expect(try await office.deliver(configuration) == 1)
        #expect(try await office.deliver(configuration) == 0)
        let delivery = try #require(try await office.log.describe(notification).deliveries.first)
        let due = try #require(office.store.wakeUp(of: delivery.stream)).due
        #expect(due >= office.clock.now().adding(.seconds(1)) && delivery.attempts == 2)
        isThere.set()
        #expect(try await office.log.resend(notification).count == 1)
        #expect(try await office.deliver(configuration) == 1)
        #expect(try await office.log.describe(notification).status == .delivered)
        #expect(
            try await office.deliveryTypes(of: notification) == [
                [
                    "DeliveryCreated", "DeliveryFailed", "ResendRequested", "DeliveryFailed", "ResendRequested",
                    "Delivered",
                ]
            ])
        let events = try await office.store.readAll(delivery.stream)
        let payload = String(decoding: events[2].payload, as: UTF8.self)
        #expect(payload.contains("\"giveUpAt\":\(giveUpAt.microseconds)"), "\(payload)")
        #expect(try NotificationIndexer().index(of: delivery.stream, events: events).wakeUp == nil)
    }

    @Test func `a message sent again fails again for its own time`() async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: "/bad"), to: office.topic)
        let transport = ScriptedTransport { _ in .failed(reason: "full") }
        let configuration = office.configuration {
            $0.transports.maildir = transport
            $0.deadline = .zero
        }
        let notification = try await office.publish(text: "m", configuration: configuration)
        try await office.deliver(configuration)
        #expect(try await office.log.describe(notification).status == .givenUp)
        try await office.log.resend(notification, deadline: .seconds(60))
        try await office.deliver(configuration)
        #expect(try await office.log.describe(notification).status == .pending)
        office.clock.advance(by: .seconds(60))
        try await office.deliver(configuration)
        #expect(try await office.log.describe(notification).status == .givenUp)
    }

    @Test func `the pause that the other side asks for is kept, up to a day and the deadline`() async throws {
        for (asked, expected) in [
            (Duration.seconds(90), Duration.seconds(90)), (.seconds(1_000_000), .seconds(86_400)),
        ] {
            let office = try PostOffice()
            try await office.directory.create(office.topic)
            try await office.directory.subscribe(.maildir(path: "/busy"), to: office.topic)
            let configuration = office.configuration {
                $0.transports.maildir = ScriptedTransport { _ in .failed(reason: "busy", retryAfter: asked) }
            }
            let notification = try await office.publish(text: "m", configuration: configuration)
            let now = office.clock.now()
            try await office.deliver(configuration)
            let outcome = try await office.log.describe(notification).deliveries.first?.outcome
            #expect(outcome == .pending(nextAttempt: now.adding(expected)))
        }
    }

    @Test func `what no process here can carry waits without an attempt`() async throws {
        let office = try PostOffice()
        let configuration = office.configuration {
            $0.secret = NotificationSecret(Array(repeating: 1, count: 32))
        }
        let directory = TopicDirectory(store: office.store, configuration: configuration)
        try await directory.create(office.topic)
        try await directory.subscribe(.email(address: "a@b.c"), to: office.topic, confirmed: true)
        let notification = try await office.publish(text: "m", configuration: configuration)
        #expect(try await office.deliver(configuration) == 1)
        #expect(try await office.types(of: notification) == ["NotificationPublished", "NotificationFannedOut"])
        #expect(try await office.deliveryTypes(of: notification) == [["DeliveryCreated"]])
        #expect(try await office.deliver(configuration) == 0)
        // It is looked at as seldom as what failed long ago, or when somebody says that it can be carried now.
        #expect(try await office.log.resend(notification).isEmpty, "it is due as it is")
        #expect(try await office.deliver(configuration) == 1)
        #expect(try await office.deliver(configuration) == 0)
        office.clock.advance(by: .seconds(86_400))
        #expect(try await office.deliver(configuration) == 1)
        office.clock.advance(by: .seconds(449))
        #expect(try await office.deliver(configuration) == 0)
        #expect(try await office.deliveryTypes(of: notification) == [["DeliveryCreated"]])
        office.clock.advance(by: .seconds(452))
        var able = configuration
        let transport = ScriptedTransport { _ in .delivered(answer: nil, wasThere: false) }
        able.transports.email = transport
        #expect(try await office.deliver(able) == 1)
        #expect(transport.messages.count == 1)
        #expect(try await office.log.describe(notification).status == .delivered)
    }

    @Test func `what no process can carry is given up in the end, but not at once where the log was left alone`()
        async throws
    {
        let office = try PostOffice()
        let configuration = office.configuration {
            $0.secret = NotificationSecret(Array(repeating: 1, count: 32))
        }
        let directory = TopicDirectory(store: office.store, configuration: configuration)
        try await directory.create(office.topic)
        try await directory.subscribe(.email(address: "a@b.c"), to: office.topic, confirmed: true)
        let notification = try await office.publish(text: "m", configuration: configuration)
        office.clock.advance(by: .seconds(30 * 86_400))
        #expect(try await office.deliver(configuration) == 1)
        office.clock.advance(by: .seconds(86_000))
        #expect(try await office.deliver(configuration) == 1)
        #expect(try await office.deliveryTypes(of: notification) == [["DeliveryCreated"]])
        office.clock.advance(by: .seconds(901))
        #expect(try await office.deliver(configuration) == 1)
        let description = try await office.log.describe(notification)
        #expect(description.status == .givenUp)
        #expect(description.deliveries.map(\.lastFailure) == ["no process speaks email"])
        #expect(office.store.wakeUp(of: description.deliveries[0].stream) == nil)

        // Like every dead letter it can be offered again, once somebody can carry it.
        let transport = ScriptedTransport { _ in .delivered(answer: nil, wasThere: false) }
        var able = configuration
        able.transports.email = transport
        try await office.log.resend(notification)
        #expect(try await office.deliver(able) == 1)
        #expect(try await office.log.describe(notification).status == .delivered)
        #expect(transport.messages.count == 1)
    }
}
