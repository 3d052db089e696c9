import Engine
import EngineTesting
import EventLog
import Foundation
import MemoryBackend
import Notifications
import Testing

@Suite struct NotificationDeliveryTests {
    @Test(arguments: [CommitFault.Kind.lostBefore, .lostAnswer])
    func `a process killed between delivery and record delivers again, and there is one mail`(
        kind: CommitFault.Kind
    ) async throws {
        let office = try PostOffice()
        let directory = try TemporaryDirectory()
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: directory.path + "/box"), to: office.topic)
        let notification = try await office.publish(text: "m")
        let store = CommitFault(office.store)
        store.failNextCommit(kind)
        if kind == .lostBefore {
            try await office.deliver(over: store, retires: false)
            #expect(try await office.log.describe(notification).status == .pending)
            #expect(try directory.names("box/new").count == 1)
            // Nothing is due until the store knows that the worker is dead.
            #expect(try await office.deliver() == 0)
            office.clock.advance(by: .seconds(31))
            #expect(try await office.deliver() == 1)
            #expect(
                try await office.types(of: notification) == [
                    "NotificationPublished", "NotificationTakenOver", "NotificationFannedOut",
                ])
            let delivery = try #require(try await office.log.describe(notification).deliveries.first).stream
            let payload = try #require(try await office.store.readAll(delivery).last).payload
            #expect(String(decoding: payload, as: UTF8.self).contains(#""wasThere":true"#))
        } else {
            let delivery = Task { try await office.deliver(over: store) }
            // It waits before it asks again what became of the commit.
            let pause = office.clock.now().adding(.milliseconds(20))
            while !office.clock.sleepers.contains(pause) { await Task.yield() }
            office.clock.advance(by: .milliseconds(20))
            #expect(try await delivery.value == 1)
            #expect(try await office.types(of: notification) == ["NotificationPublished", "NotificationFannedOut"])
        }
        #expect(try await office.deliveryTypes(of: notification) == [["DeliveryCreated", "Delivered"]])
        let found = try await office.log.describe(notification)
        #expect(found.status == .delivered)
        #expect(found.takeovers == (kind == .lostBefore ? 1 : 0))
        #expect(try directory.names("box/new").count == 1)
        #expect(try directory.names("box/tmp").isEmpty)
        #expect(try await office.deliver() == 0)
    }

    @Test func `failed attempts come back after pauses that double, and end at the deadline`() async throws {
        let office = try PostOffice()
        let transport = ScriptedTransport { _ in .failed(reason: "disk full") }
        let configuration = office.configuration {
            $0.firstPause = .seconds(1)
            $0.longestPause = .seconds(8)
            $0.deadline = .seconds(60)
            $0.transports.maildir = transport
        }
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: "/mail/owner"), to: office.topic)
        let notification = try await office.publish(text: "m", configuration: configuration)
        let publishedAt = office.clock.now()
        var pauses: [Duration] = []
        while true {
            #expect(try await office.deliver(configuration) == 1)
            let found = try await office.log.describe(notification)
            guard case .pending(let next) = found.deliveries[0].outcome else { break }
            #expect(found.deliveries[0].lastFailure == "disk full")
            let pause = next.duration(since: office.clock.now())
            pauses.append(pause)
            office.clock.advance(by: pause - .microseconds(1))
            #expect(try await office.deliver(configuration) == 0, "it is not due yet")
            office.clock.advance(by: .microseconds(1))
        }
        for (index, pause) in pauses.dropLast().enumerated() {
            let whole = min(Duration.seconds(1 << index), .seconds(8))
            #expect(pause >= whole / 2 && pause <= whole, "pause \(index) is \(pause)")
        }
        #expect(Set(pauses.dropFirst(3)).count > 1, "chance must tell the pauses apart")
        #expect(office.clock.now() == publishedAt.adding(.seconds(60)), "the last attempt is at the deadline")
        let found = try await office.log.describe(notification)
        #expect(found.status == .givenUp)
        #expect(found.deliveries[0].attempts == pauses.count + 1)
        #expect(transport.messages.map(\.attempt) == Array(1...pauses.count + 1))
        #expect(Set(transport.messages.map(\.messageID)).count == 1)
        #expect(
            try await office.deliveryTypes(of: notification) == [
                ["DeliveryCreated"] + pauses.map { _ in "DeliveryFailed" } + ["DeliveryGivenUp"]
            ])
        office.clock.advance(by: .seconds(100_000))
        #expect(try await office.deliver(configuration) == 0)
    }

    @Test func `a first attempt is made however late`() async throws {
        let office = try PostOffice()
        let transport = ScriptedTransport { _ in .delivered(answer: nil, wasThere: false) }
        let configuration = office.configuration { $0.transports.maildir = transport }
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: "/mail/owner"), to: office.topic)
        let notification = try await office.publish(text: "m", configuration: configuration)
        office.clock.advance(by: .seconds(100 * 86_400))
        try await office.deliver(configuration)
        #expect(try await office.log.describe(notification).status == .delivered)
    }

    @Test func `one dead and one failing subscriber delay nobody else`() async throws {
        let office = try PostOffice()
        let directory = try TemporaryDirectory()
        try await office.directory.create(office.topic)
        let real = MaildirTransport()
        let isHealed = Flag()
        let configuration = office.configuration {
            $0.transports.maildir = ScriptedTransport { message in
                if message.endpoint.address.hasSuffix("failing"), !isHealed.value {
                    return .failed(reason: "EIO")
                }
                return await real.deliver(message)
            }
        }
        for name in ["first", "missing/dead", "failing", "last"] {
            try await office.directory.subscribe(.maildir(path: "\(directory.path)/\(name)"), to: office.topic)
        }
        let notification = try await office.publish(text: "m", configuration: configuration)
        try await office.deliver(configuration)
        var found = try await office.log.describe(notification)
        #expect(found.status == .pending)
        #expect(try directory.names("first/new").count == 1)
        #expect(try directory.names("last/new").count == 1)
        guard case .givenUp = found.deliveries[1].outcome else {
            Issue.record("\(found.deliveries[1])")
            return
        }
        #expect(found.deliveries[1].attempts == 1)
        #expect(found.deliveries[1].lastFailure?.contains("missing/dead") == true)
        isHealed.set()
        office.clock.advance(by: .seconds(1))
        #expect(try await office.deliver(configuration) == 1)
        found = try await office.log.describe(notification)
        #expect(found.status == .givenUp, "one subscriber did not get it")
        #expect(try directory.names("failing/new").count == 1)
        #expect(found.deliveries.map(\.attempts) == [1, 1, 2, 1])
    }

    @Test func `a subscriber that never answers fails when the attempt's time is up`() async throws {
        let office = try PostOffice()
        let configuration = office.configuration {
            $0.attemptLimit = .seconds(30)
            $0.transports.maildir = ScriptedTransport { message in
                guard message.endpoint.address == "/mail/hangs" else {
                    return .delivered(answer: nil, wasThere: false)
                }
                // Never resumed, as a call into a file system that is gone.
                await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
                return .delivered(answer: nil, wasThere: false)
            }
        }
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: "/mail/hangs"), to: office.topic)
        try await office.directory.subscribe(.maildir(path: "/mail/fine"), to: office.topic)
        let notification = try await office.publish(text: "m", configuration: configuration)
        let delivery = Task { try await office.deliver(configuration) }
        while try await office.log.describe(notification).deliveries[1].attempts == 0 { await Task.yield() }
        #expect(try await office.log.describe(notification).deliveries[1].attempts == 1)
        // The other timer goes with its attempt's end; the one that is left is the hanging attempt's.
        office.clock.advance(by: .seconds(30))
        _ = try await delivery.value
        let found = try await office.log.describe(notification)
        #expect(found.deliveries[0].lastFailure?.contains("no answer") == true)
        guard case .pending = found.deliveries[0].outcome else {
            Issue.record("\(found.deliveries[0])")
            return
        }
    }

    @Test func `a retry that comes due does not wait for a subscriber that is slow`() async throws {
        let office = try PostOffice()
        let gate = Gate()
        let configuration = office.configuration {
            $0.attemptLimit = .seconds(600)
            $0.transports.maildir = ScriptedTransport { message in
                if message.endpoint.address == "/mail/slow" { await gate.pass() }
                if message.endpoint.address == "/mail/shaky", message.attempt < 3 { return .failed(reason: "EIO") }
                return .delivered(answer: nil, wasThere: false)
            }
        }
        try await office.directory.create(office.topic)
        for path in ["/mail/slow", "/mail/shaky"] {
            try await office.directory.subscribe(.maildir(path: path), to: office.topic)
        }
        let notification = try await office.publish(text: "m", configuration: configuration)
        let delivery = Task { try await office.deliver(configuration) }
        for failures in 1...2 {
            while try await office.log.describe(notification).deliveries[1].attempts < failures { await Task.yield() }
            // Whoever claims next gets it, while the slow one goes on.
            office.clock.advance(by: .seconds(2))
            #expect(try await office.deliver(configuration) == 1)
        }
        let found = try await office.log.describe(notification)
        #expect(found.status == .pending)
        #expect(found.deliveries.map(\.attempts) == [0, 3])
        gate.open()
        #expect(try await delivery.value == 1)
        #expect(try await office.log.describe(notification).status == .delivered)
    }

    @Test func `a worker that was taken over tells what it delivered and leaves the stream to the other`() async throws
    {
        let office = try PostOffice()
        let gate = Gate()
        let configuration = office.configuration {
            $0.attemptLimit = .seconds(600)
            $0.transports.maildir = ScriptedTransport { message in
                if message.endpoint.address == "/mail/slow" { await gate.pass() }
                return .delivered(answer: message.endpoint.address, wasThere: false)
            }
        }
        let other = office.configuration {
            $0.transports.maildir = ScriptedTransport { _ in .failed(reason: "EIO") }
        }
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: "/mail/slow"), to: office.topic)
        let notification = try await office.publish(text: "m", configuration: configuration)
        let zombie = Task { try await office.deliver(configuration, retires: false) }
        await gate.awaitVisitor()
        // The first worker's lease ends; its attempt does not.
        office.clock.advance(by: .seconds(31))
        #expect(try await office.deliver(other) == 1)
        gate.open()
        _ = try await zombie.value
        #expect(
            try await office.types(of: notification) == [
                "NotificationPublished", "NotificationTakenOver", "NotificationFannedOut",
            ])
        #expect(
            try await office.deliveryTypes(of: notification) == [["DeliveryCreated", "DeliveryFailed", "Delivered"]])
        #expect(try await office.log.describe(notification).status == .delivered)
        office.clock.advance(by: .seconds(3600))
        #expect(try await office.deliver(other) == 0)
    }

    @Test func `whoever takes a message over leaves out those whose delivery has a stream`() async throws {
        let office = try PostOffice()
        let gate = Gate()
        let configuration = office.configuration {
            $0.attemptLimit = .seconds(600)
            $0.transports.maildir = ScriptedTransport { message in
                if message.endpoint.address == "/mail/slow" { await gate.pass() }
                return message.endpoint.address == "/mail/shaky"
                    ? .failed(reason: "EIO") : .delivered(answer: nil, wasThere: false)
            }
        }
        let second = ScriptedTransport { _ in .delivered(answer: "heir", wasThere: true) }
        let heirConfiguration = office.configuration { $0.transports.maildir = second }
        try await office.directory.create(office.topic)
        for path in ["/mail/slow", "/mail/fine", "/mail/shaky"] {
            try await office.directory.subscribe(.maildir(path: path), to: office.topic)
        }
        let notification = try await office.publish(text: "m", configuration: configuration)
        let zombie = Task { try await office.deliver(configuration, retires: false) }
        while try await office.log.describe(notification).deliveries.map(\.attempts) != [0, 1, 1] { await Task.yield() }
        // The first worker's lease ends; the slow attempt does not. The retry is due, and anybody's.
        office.clock.advance(by: .seconds(31))
        #expect(try await office.deliver(heirConfiguration) == 2)
        #expect(second.messages.map(\.endpoint.address).sorted() == ["/mail/shaky", "/mail/slow"])
        #expect(try await office.types(of: notification).last == "NotificationFannedOut")
        gate.open()
        #expect(try await zombie.value == 1)
        #expect(
            try await office.deliveryTypes(of: notification) == [
                ["DeliveryCreated", "Delivered"], ["DeliveryCreated", "Delivered"],
                ["DeliveryCreated", "DeliveryFailed", "Delivered"],
            ])
        #expect(try await office.log.describe(notification).status == .delivered)
        office.clock.advance(by: .seconds(3600))
        #expect(try await office.deliver(heirConfiguration) == 0)
    }

    @Test func `what a worker that was taken over delivered is told, and what it did not is anybody's`() async throws {
        let office = try PostOffice()
        let (zombieGate, heirGate) = (Gate(), Gate())
        let zombieConfiguration = office.configuration {
            $0.attemptLimit = .seconds(600)
            $0.transports.maildir = ScriptedTransport { message in
                await zombieGate.pass()
                if message.endpoint.address == "/mail/shaky" { return .failed(reason: "EIO") }
                return .delivered(answer: nil, wasThere: false)
            }
        }
        let heirConfiguration = office.configuration {
            $0.attemptLimit = .seconds(600)
            $0.transports.maildir = ScriptedTransport { _ in
                await heirGate.pass()
                return .delivered(answer: nil, wasThere: true)
            }
        }
        try await office.directory.create(office.topic)
        for path in ["/mail/fine", "/mail/shaky"] {
            try await office.directory.subscribe(.maildir(path: path), to: office.topic)
        }
        let notification = try await office.publish(text: "m", configuration: zombieConfiguration)
        let zombie = Task { try await office.deliver(zombieConfiguration, retires: false) }
        await zombieGate.awaitVisitor()
        office.clock.advance(by: .seconds(31))
        let heir = Task { try await office.deliver(heirConfiguration) }
        await heirGate.awaitVisitor()
        zombieGate.open()
        _ = try await zombie.value
        #expect(try await office.log.describe(notification).status == .pending)
        #expect(
            try await office.deliveryTypes(of: notification) == [
                ["DeliveryCreated", "Delivered"], ["DeliveryCreated", "DeliveryFailed"],
            ])
        heirGate.open()
        #expect(try await heir.value == 1)
        #expect(try await office.log.describe(notification).status == .delivered)
        #expect(
            try await office.deliveryTypes(of: notification) == [
                ["DeliveryCreated", "Delivered"], ["DeliveryCreated", "DeliveryFailed", "Delivered"],
            ])
        office.clock.advance(by: .seconds(3600))
        #expect(try await office.deliver() == 0)
    }

    @Test(arguments: ["DeliveryPostponed", "Delivered"])
    func `a stream that cannot be understood is parked and kept`(type: String) async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: "/mail/owner"), to: office.topic)
        let notification = try await office.publish(text: "m")
        let head = try await office.store.head(of: notification).head
        let event = NewEvent(
            type: EventType(type), recordedAt: office.clock.now(), payload: Array(#"{"colour":"red"}"#.utf8))
        _ = try await office.store.commit(
            Commit(id: CommitID(UUID()), Append(to: notification, expected: head, events: [event])))
        #expect(try await office.deliver() == 1)
        #expect(try await office.deliver() == 0)
        let summary = try await office.store.head(of: notification)
        #expect(summary.status == StreamStatus("STUCK"))
        #expect(summary.parked != nil)
        #expect(summary.head.version == StreamVersion(2))
        await #expect(throws: NotificationLogError.self) { try await office.log.describe(notification) }
    }

    @Test func `a store that refuses, conflicts and loses answers changes nothing of the end`() async throws {
        let office = try PostOffice()
        let directory = try TemporaryDirectory()
        try await office.directory.create(office.topic)
        for name in 0..<5 {
            try await office.directory.subscribe(.maildir(path: "\(directory.path)/\(name)"), to: office.topic)
        }
        var faults = StoreFaults()
        faults.refusedCommits = 0.2
        faults.lostCommitAnswers = 0.2
        faults.conflicts = 0.2
        faults.failedReads = 0.2
        // The clock runs faster than a busy machine writes files.
        let configuration = office.configuration { $0.attemptLimit = .seconds(86_400 * 365) }
        for seed in 0..<20 {
            let notification = try await office.publish(
                #"{"TopicArn":"\#(office.topic)","Message":"m"}"#, name: "run-\(seed)")
            let store = FaultyEventStore(office.store, faults: faults, seed: UInt64(seed))
            let done = Flag()
            try await withThrowingTaskGroup { group in
                group.addTask {
                    try await office.deliver(configuration, over: store)
                    done.set()
                }
                while !done.value {
                    office.clock.advance(by: .milliseconds(1))
                    await Task.yield()
                }
                try await group.waitForAll()
            }
            let found = try await office.log.notifications(of: notification.execution)
            #expect(found.map(\.status) == [.delivered])
            #expect(found.first?.deliveries.map(\.attempts) == [1, 1, 1, 1, 1])
        }
        for name in 0..<5 { #expect(try directory.names("\(name)/new").count == 20) }
    }
}
