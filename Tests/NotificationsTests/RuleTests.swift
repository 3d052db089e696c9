import Engine
import EngineTesting
import EventLog
import Foundation
import JSON
import MemoryBackend
import Notifications
import Testing

@Suite struct RuleTests {
    private static let topic = "arn:aws:sns:us-east-1:123456789012:Ends"

    private static func machine(_ name: String, _ definition: String) throws -> StateMachine {
        try StateMachine(
            name: name, definition: definition,
            role: Role(arn: "arn:aws:iam::123456789012:role/r", resources: ["*"], topics: ["*"]))
    }

    private static let waits = #"{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3600,"End":true}}}"#
    private static let times =
        #"{"TimeoutSeconds":1,"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3600,"End":true}}}"#
    private static let fails = #"{"StartAt":"F","States":{"F":{"Type":"Fail","Error":"Bad","Cause":"worse"}}}"#
    private static let passes = #"{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}"#

    /// Runs one execution to its end in an engine with rules, and gives the notifications that its commit brought forth.
    private func run(
        _ definition: String, rules: [NotificationRule], stopping: Bool = false,
        over fault: ((any EventStore) -> any EventStore)? = nil
    ) async throws -> (ExecutionDescription, [NotificationDescription], MemoryEventStore) {
        let store = MemoryEventStore()
        let topics = TopicDirectory(store: store)
        try await topics.create(try TopicARN(Self.topic))
        try await topics.subscribe(.queue(name: "ends"), to: try TopicARN(Self.topic))
        var configuration = EngineConfiguration()
        configuration.onEnd = NotificationRules(rules).hook
        configuration.pollInterval = .milliseconds(50)
        let engine = ExecutionEngine(store: fault?(store) ?? store, configuration: configuration)
        try engine.add(Self.machine("m", definition))
        let log = NotificationLog(store: store)
        let (end, found) = try await withThrowingTaskGroup { group in
            group.addTask { try await engine.run() }
            let start = try await engine.start("m", input: "{}", name: "one")
            if stopping {
                try await engine.client.stop(start.execution, error: "Stopped", requestedBy: "ann")
            }
            let end = try await engine.result(of: start.execution)
            let found = try await log.notifications(of: start.execution)
            engine.shutDown()
            try await group.waitForAll()
            return (end, found)
        }
        return (end, found, store)
    }

    private static func rule(_ statuses: Set<ExecutionStatus>, machine: String? = "m") throws -> NotificationRule {
        NotificationRule(machine: machine, statuses: statuses, topic: try TopicARN(topic))
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            (passes, false, ExecutionStatus.succeeded), (fails, false, .failed), (times, false, .timedOut),
            (waits, true, .aborted),
        ])
    func `an end is told in the commit that makes it, also where no Catch sees it`(
        definition: String, stopping: Bool, status: ExecutionStatus
    ) async throws {
        let (end, found, store) = try await run(
            definition, rules: [try Self.rule([status])], stopping: stopping)
        #expect(end.status == status)
        let told = try #require(found.first)
        #expect(found.count == 1)
        #expect(told.executionStatus == status.rawValue)
        #expect(told.subject == "[\(status.rawValue)] m")
        #expect(told.message.contains("one of m ended \(status.rawValue)"))
        #expect(told.status == .pending)
        let last = try #require(try await store.readAll(end.execution).last)
        let first = try #require(try await store.readAll(told.notification).first)
        #expect(last.commitID == first.commitID)
        // Delivered to whoever is subscribed then.
        let worker = WorkerID(UUID())
        try await store.keepAlive(worker, for: .seconds(30))
        let claim = Claim(id: ClaimID(UUID()), worker: worker, queues: [.notification], semantics: 2, limit: 10)
        let delivery = NotificationDelivery(store: store)
        for stream in try await store.claimDue(claim).streams { try await delivery.process(stream, worker: worker) }
        #expect(try await NotificationLog(store: store).describe(told.notification).status == .delivered)
        let types = try await store.readAll(told.notification).map(\.type.rawValue)
        #expect(types == ["NotificationPublished", "SubscribersResolved", "NotificationFannedOut"])
        let message = try #require(try await MessageQueue("ends", store: store).receive().first)
        let body = try JSONValue(parsing: message.body)
        #expect(body["Status"]?.stringValue == status.rawValue)
        #expect(message.attributes.first?.value == status.rawValue)
    }

    @Test func `only the ends and machines that a rule names are told, and two rules tell twice`() async throws {
        let rules = [
            try Self.rule([.failed]), try Self.rule([.succeeded], machine: "other"), try Self.rule([.succeeded]),
            try Self.rule([.succeeded, .aborted], machine: nil),
        ]
        let (_, found, _) = try await run(Self.passes, rules: rules)
        #expect(found.count == 2)
    }

    @Test(.timeLimit(.minutes(5)))
    func `an execution that is stopped from outside, and one that is redriven, are told each time`() async throws {
        let store = MemoryEventStore()
        let topic = try TopicARN(Self.topic)
        try await TopicDirectory(store: store).create(topic)
        var configuration = EngineConfiguration()
        configuration.onEnd = NotificationRules([try Self.rule([.failed, .aborted])]).hook
        configuration.pollInterval = .milliseconds(50)
        let engine = ExecutionEngine(store: store, configuration: configuration)
        try engine.add(Self.machine("m", Self.fails))
        try engine.add(Self.machine("w", Self.waits))
        let log = NotificationLog(store: store)
        try await withThrowingTaskGroup { group in
            group.addTask { try await engine.run() }
            let failed = try await engine.start("m", input: "{}", name: "failed").execution
            _ = try await engine.result(of: failed)
            try await engine.client.redrive(failed)
            while try await log.notifications(of: failed).count < 2 { try await Task.sleep(for: .milliseconds(10)) }
            let ends = try await log.notifications(of: failed)
            #expect(Set(ends.map(\.notification)).count == 2)
            engine.shutDown()
            try await group.waitForAll()
        }
        // By a signal that an engine consumes, as SQL sends it.
        configuration.onEnd = NotificationRules([try Self.rule([.aborted], machine: "w")]).hook
        let second = ExecutionEngine(store: store, configuration: configuration)
        try second.add(Self.machine("w", Self.waits))
        try await withThrowingTaskGroup { group in
            group.addTask { try await second.run() }
            let waiting = try await second.start("w", input: "{}", name: "waiting").execution
            try await second.client.send(Signal(to: waiting, .stop(error: nil, cause: nil), requestedBy: "psql"))
            _ = try await second.result(of: waiting)
            let told = try await log.notifications(of: waiting)
            #expect(told.map(\.executionStatus) == ["ABORTED"])
            second.shutDown()
            try await group.waitForAll()
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: [false, true])
    func `an execution that a client without rules stopped is told of by the engine that sees it`(
        isRunning: Bool
    ) async throws {
        let store = MemoryEventStore()
        try await TopicDirectory(store: store).create(try TopicARN(Self.topic))
        var configuration = EngineConfiguration()
        configuration.pollInterval = .milliseconds(50)
        let stranger = ExecutionClient(store: store, configuration: configuration)
        configuration.onEnd = NotificationRules([try Self.rule([.aborted])]).hook
        let engine = ExecutionEngine(store: store, configuration: configuration)
        try engine.add(Self.machine("m", Self.waits))
        let log = NotificationLog(store: store)
        func stop(_ execution: StreamID) async throws { try await stranger.stop(execution, requestedBy: "ann") }
        try await withThrowingTaskGroup { group in
            let execution: StreamID
            if isRunning {
                group.addTask { try await engine.run() }
                execution = try await engine.start("m", input: "{}", name: "one").execution
                try await stop(execution)
            } else {
                execution = try await stranger.start(Self.machine("m", Self.waits), input: "{}", name: "one").execution
                try await stop(execution)
                #expect(try await log.notifications(of: execution).isEmpty)
                group.addTask { try await engine.run() }
            }
            while try await log.notifications(of: execution).isEmpty { try await Task.sleep(for: .milliseconds(10)) }
            #expect(try await log.notifications(of: execution).map(\.executionStatus) == ["ABORTED"])
            engine.shutDown()
            try await group.waitForAll()
        }
    }

    @Test func `a topic that does not exist leaves a dead letter that says so`() async throws {
        let missing = try TopicARN("arn:aws:sns:us-east-1:123456789012:Missing")
        let (_, found, store) = try await run(
            Self.passes, rules: [NotificationRule(machine: nil, statuses: [.succeeded], topic: missing)])
        let worker = WorkerID(UUID())
        try await store.keepAlive(worker, for: .seconds(30))
        let claim = Claim(id: ClaimID(UUID()), worker: worker, queues: [.notification], semantics: 2, limit: 10)
        for stream in try await store.claimDue(claim).streams {
            try await NotificationDelivery(store: store).process(stream, worker: worker)
        }
        let told = try await NotificationLog(store: store).describe(try #require(found.first).notification)
        #expect(told.status == .givenUp)
        #expect(told.problem?.contains("Missing") == true)
    }

    /// Runs an execution that succeeds to its end, by an engine whose rules are the log's.
    private static func end(_ name: String, on store: MemoryEventStore, _ rules: NotificationRules) async throws
        -> [NotificationDescription]
    {
        var configuration = EngineConfiguration()
        configuration.onEnd = rules.hook
        let engine = ExecutionEngine(store: store, configuration: configuration)
        try engine.add(machine("m", passes))
        return try await withThrowingTaskGroup { group in
            group.addTask { try await engine.run() }
            let execution = try await engine.start("m", input: "{}", name: name).execution
            _ = try await engine.result(of: execution)
            engine.shutDown()
            try await group.waitForAll()
            return try await NotificationLog(store: store).notifications(of: execution)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a rule of the log holds from its creation to its removal, for engines that run`()
        async throws
    {
        let store = MemoryEventStore()
        try await TopicDirectory(store: store).create(try TopicARN(Self.topic))
        let directory = RuleDirectory(store: store)
        let rules = try await NotificationRules(of: store)
        #expect(try await Self.end("before", on: store, rules).isEmpty)
        let added = try await directory.add(try Self.rule([.succeeded]), by: "ann")
        #expect(added.by == "ann")
        #expect(try await directory.add(try Self.rule([.succeeded]), by: "bob") == added, "it is there")
        try await rules.refresh()
        #expect(rules.registered == [added])
        #expect(try await Self.end("during", on: store, rules).map(\.executionStatus) == ["SUCCEEDED"])
        // Whoever reads the rules when it begins knows them from the first end on.
        #expect(try await Self.end("elsewhere", on: store, NotificationRules(of: store)).count == 1)
        try await directory.remove(added.id, by: "carl")
        try await rules.refresh()
        #expect(try await Self.end("after", on: store, rules).isEmpty)
        await #expect(throws: RuleError.unknownRule(added.id)) { try await directory.remove(added.id) }
        let events = try await store.readAll(StreamID(.rule, added.id.uuid))
        #expect(events.map(\.type.rawValue) == ["RuleCreated", "RuleRemoved"])
        #expect(events.map { try? JSONValue(parsing: $0.payload)["by"]?.stringValue } == ["ann", "carl"])
        #expect(try await directory.add(try Self.rule([.succeeded]), by: "dora").id == added.id)
        #expect(try await directory.rules().map(\.by) == ["dora"])
    }

    @Test(.timeLimit(.minutes(5)))
    func `rules are kept fresh beside the engine, and never read when an execution ends`()
        async throws
    {
        let clock = ManualClock()
        let store = MemoryEventStore()
        var configuration = NotificationConfiguration()
        configuration.clock = clock
        let fault = CommitFault(store)
        let rules = try await NotificationRules(of: fault, configuration: configuration)
        try await withThrowingTaskGroup { group in
            group.addTask { await rules.run() }
            let added = try await RuleDirectory(store: store).add(try Self.rule([.failed]))
            while rules.registered != [added] {
                await clock.waitForSleepers()
                clock.advance(by: .seconds(1))
                await Task.yield()
            }
            // A refresh that fails leaves what was known.
            fault.refuseNextRead()
            let other = try await RuleDirectory(store: store).add(try Self.rule([.aborted]))
            while rules.registered.count < 2 {
                #expect(rules.registered.contains(added))
                await clock.waitForSleepers()
                clock.advance(by: .seconds(1))
                await Task.yield()
            }
            #expect(Set(rules.registered.map(\.id)) == [added.id, other.id])
            group.cancelAll()
        }
    }

    @Test func `a rule that can tell nobody is refused, and what cannot be read is named`() async throws {
        let store = MemoryEventStore()
        let directory = RuleDirectory(store: store)
        let topic = try TopicARN(Self.topic)
        for rule in [
            NotificationRule(machine: "m", statuses: [], topic: topic),
            NotificationRule(machine: "m", statuses: [.failed, .running], topic: topic),
            NotificationRule(machine: "", statuses: [.failed], topic: topic),
            NotificationRule(machine: "m", statuses: [.failed], topic: topic, subject: "a\nb"),
            NotificationRule(
                machine: "m", statuses: [.failed], topic: topic, subject: String(repeating: "a", count: 100)),
        ] {
            await #expect(throws: RuleError.self) { try await directory.add(rule) }
        }
        #expect(try await store.streams(StreamQuery(category: .rule)).streams.isEmpty)
        let good = try await directory.add(try Self.rule([.failed]))
        let stream = StreamID(.rule, UUID())
        let event = NewEvent(
            type: EventType("RulePainted"), recordedAt: Timestamp(microseconds: 1), payload: Array("{}".utf8))
        _ = try await store.commit(
            Commit(
                id: CommitID(UUID()),
                Append(to: stream, expected: .empty, events: [event], status: StreamStatus("ACTIVE"))))
        await #expect(throws: RuleError.self) { try await NotificationRules(of: store) }
        for stream in [stream, StreamID(.rule, good.id.uuid)] {
            let index = try DaybookIndexer().index(of: stream, events: try await store.readAll(stream))
            #expect(index.status == StreamStatus("ACTIVE") && index.wakeUp == nil)
        }
    }
}
