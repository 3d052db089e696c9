import Engine
import EngineTesting
import EventLog
import Foundation
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
        if reading { store.refuseNextRead() } else { store.failNextCommit(.refused) }
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
        store.failNextCommit(.refused)
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
