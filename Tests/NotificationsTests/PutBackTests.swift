import Engine
import EngineTesting
import EventLog
import Foundation
import Logging
import MemoryBackend
import Notifications
import Testing

/// A worker that lives must not keep what it cannot work on.
@Suite struct PutBackTests {
    @Test(arguments: [false, true])
    func `what the store refused for good is put back and delivered a little later`(reading: Bool) async throws {
        let office = try PostOffice()
        let directory = try TemporaryDirectory()
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: directory.path + "/box"), to: office.topic)
        let notification = try await office.publish(text: "m")
        let store = CommitFault(office.store)
        let delivery = try #require(try await office.log.describe(notification).deliveries.first).stream
        if reading { store.refuseNextRead() } else { store.refuse { $0.appends.contains { $0.stream == delivery } } }
        #expect(try await office.deliver(over: store, retires: false) == 1)
        #expect(try await office.log.describe(notification).status == .pending)
        #expect(FileManager.default.fileExists(atPath: directory.path + "/box") == !reading)
        #expect(office.store.wakeUp(of: notification)?.holder == nil)
        #expect(try await office.deliver() == 0, "it rests")
        // Shorter than the lease of the worker that put it back.
        office.clock.advance(by: .seconds(5))
        #expect(try await office.deliver() == 1)
        #expect(try await office.log.describe(notification).status == .delivered)
        #expect(try directory.names("box/new").count == 1)
        #expect(try await office.types(of: notification) == ["NotificationPublished", "NotificationFannedOut"])
        #expect(try await office.deliveryTypes(of: notification) == [["DeliveryCreated", "Delivered"]])
    }

    @Test func `what the store refuses of one subscriber's attempt is not the others' business`() async throws {
        let (office, gate) = (try PostOffice(), Gate())
        try await office.directory.create(office.topic)
        for name in ["a", "refused", "slow"] {
            try await office.directory.subscribe(.maildir(path: "/\(name)"), to: office.topic)
        }
        let transport = ScriptedTransport { message in
            if message.endpoint.address == "/slow" { await gate.pass() }
            return .delivered(answer: nil, wasThere: false)
        }
        let messages = Messages()
        let configuration = office.configuration {
            $0.transports.maildir = transport
            $0.logger = Logger(label: "test") { _ in messages }
        }
        let notification = try await office.publish(text: "m")
        let deliveries = try await office.log.describe(notification).deliveries
        let refused = try #require(deliveries.first { $0.endpoint.address == "/refused" }).stream
        let store = CommitFault(office.store)
        store.refuse { $0.appends.contains { $0.stream == refused } }
        let worker = Task { try await office.deliver(configuration, over: store, retires: false) }
        while store.refused == 0 { await Task.yield() }
        gate.open()
        #expect(try await worker.value == 1)
        // Those that could be recorded are, and it is said of the other that it will be tried again.
        let after = try await office.log.describe(notification).deliveries
        #expect(after.map { $0.attempts } == deliveries.map { $0.stream == refused ? 0 : 1 })
        #expect(messages.all.contains { $0.contains("will be made again") && $0.contains("\(notification)") })
        store.refuse(nil)
        office.clock.advance(by: .seconds(5))
        #expect(try await office.deliver(configuration) == 1)
        #expect(try await office.log.describe(notification).status == .delivered)
        #expect(
            transport.messages.map { $0.endpoint.address }.sorted() == ["/a", "/refused", "/refused", "/slow"])
    }

    @Test func `what another worker took over meanwhile is not put back`() async throws {
        let office = try PostOffice()
        let (zombieGate, heirGate) = (Gate(), Gate())
        func configuration(_ gate: Gate) -> NotificationConfiguration {
            office.configuration {
                $0.attemptLimit = .seconds(600)
                $0.transports.maildir = ScriptedTransport { _ in
                    await gate.pass()
                    return .delivered(answer: nil, wasThere: false)
                }
            }
        }
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: "/mail/slow"), to: office.topic)
        let notification = try await office.publish(text: "m")
        let store = CommitFault(office.store)
        let zombieConfiguration = configuration(zombieGate)
        let zombie = Task { try await office.deliver(zombieConfiguration, over: store, retires: false) }
        await zombieGate.awaitVisitor()
        office.clock.advance(by: .seconds(31))
        let heirConfiguration = configuration(heirGate)
        let heir = Task { try await office.deliver(heirConfiguration) }
        await heirGate.awaitVisitor()
        let holder = try #require(office.store.wakeUp(of: notification)?.holder)
        store.refuse { $0.appends.contains { $0.stream.category == .delivery } }
        zombieGate.open()
        #expect(try await zombie.value == 1)
        #expect(office.store.wakeUp(of: notification)?.holder == holder)
        heirGate.open()
        #expect(try await heir.value == 1)
        #expect(try await office.log.describe(notification).status == .delivered)
    }

    @Test func `where the store takes nothing any more, only a cancelled delivery throws`() async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: "/mail/owner"), to: office.topic)
        let configuration = office.configuration {
            $0.transports.maildir = ScriptedTransport { _ in .delivered(answer: nil, wasThere: false) }
        }
        let notification = try await office.publish(text: "m")
        let store = CommitFault(office.store)
        store.failNextCommit(.lostBefore)
        #expect(try await office.deliver(configuration, over: store, retires: false) == 1)
        office.clock.advance(by: .seconds(31))
        let cancelled = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await office.deliver(configuration, over: store, retires: false)
        }
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        #expect(try await office.log.describe(notification).status == .pending)
    }
}
