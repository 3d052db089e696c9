import Engine
import EventLog
import Foundation
import Logging
import Notifications
import PostgresBackend
import Testing

/// Who was told what, when, over which attempts: as an auditor reads it after engines published, delivered and gave up.
@Suite struct NotificationAuditTests {
    private static let topic = "arn:aws:sns:us-east-1:123456789012:Ends"

    /// Refuses the first attempts to each address as it is told, and then takes everything.
    private struct Refusing: SubscriberTransport {
        let isMended: Bool

        func deliver(_ message: OutgoingMessage) -> DeliveryOutcome {
            if isMended || message.kind == .confirmation { return .delivered(answer: "250 ok", wasThere: false) }
            return message.endpoint.address.hasPrefix("bad@")
                ? .failedForGood(reason: "550 no such mailbox") : .failed(reason: "451 later")
        }
    }

    private static func configuration(isMended: Bool) -> NotificationConfiguration {
        var configuration = NotificationConfiguration()
        configuration.secret = NotificationSecret(Array(repeating: 3, count: 32))
        configuration.firstPause = .seconds(3600)
        configuration.longestPause = .seconds(3600)
        configuration.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        configuration.transports.email = Refusing(isMended: isMended)
        return configuration
    }

    private func deliver(_ store: PostgresEventStore, isMended: Bool) async throws {
        let worker = WorkerID(UUID())
        try await store.keepAlive(worker, for: .seconds(30))
        let claim = Claim(id: ClaimID(UUID()), worker: worker, queues: [.notification], semantics: 2, limit: 100)
        let delivery = NotificationDelivery(store: store, configuration: Self.configuration(isMended: isMended))
        for stream in try await store.claimDue(claim).streams { try await delivery.process(stream, worker: worker) }
        try await store.retire(worker)
    }

    /// Runs an execution that fails in an engine whose rules tell of it, the second of two.
    ///
    /// What could not be delivered is tried again when a test says so.
    private func fail(on store: PostgresEventStore, by rules: NotificationRules? = nil) async throws -> StreamID {
        var configuration = EngineConfiguration()
        configuration.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let topic = try TopicARN(Self.topic)
        let own = NotificationRules(
            [
                NotificationRule(machine: "other", statuses: [.failed], topic: topic),
                NotificationRule(machine: "m", statuses: [.failed], topic: topic),
            ], configuration: Self.configuration(isMended: true))
        configuration.onEnd = (rules ?? own).hook
        let engine = ExecutionEngine(store: store, configuration: configuration)
        try engine.add(
            StateMachine(
                name: "m", definition: #"{"StartAt":"F","States":{"F":{"Type":"Fail","Error":"Bad"}}}"#,
                role: Role(arn: "arn:aws:iam::123456789012:role/test", resources: ["*"])))
        return try await withThrowingTaskGroup { group in
            group.addTask { try await engine.run() }
            let execution = try await engine.start("m", input: "{}", name: "one").execution
            _ = try await engine.result(of: execution)
            engine.shutDown()
            try await group.waitForAll()
            return execution
        }
    }

    @Test func `a queue on Postgres hides what was received, gives it again, and lets go of what was deleted`()
        async throws
    {
        let database = try await AuditDatabase.make([])
        let store = try await database.open()
        let topic = try TopicARN(Self.topic)
        let directory = TopicDirectory(store: store, configuration: Self.configuration(isMended: true))
        try await directory.create(topic)
        try await directory.subscribe(.queue(name: "books"), to: topic)
        let execution = try await fail(on: store)
        try await deliver(store, isMended: true)
        let (one, other) = (try MessageQueue("books", store: store), try MessageQueue("books", store: store))
        let first = try #require(try await one.receive(visibility: .seconds(600)).first)
        #expect(first.body.contains(execution.uuid.text))
        #expect(try await other.receive().isEmpty)
        try await one.changeVisibility(of: first, to: .zero)
        let second = try #require(try await other.receive(visibility: .seconds(600)).first)
        #expect(second.receives == 2)
        await #expect(throws: MessageQueueError.notYours(first.id)) { try await one.delete(first) }
        try await other.delete(second)
        let owner = try database.owner()
        #expect(
            try owner.value("SELECT count(*) FROM daybook.wake_up WHERE category = 'queue-message'") == "0")
        await one.close()
        await other.close()
        await store.close()
    }

    @Test func `an auditor reads which rules held, and finds what they told of`() async throws {
        let database = try await AuditDatabase.make([])
        let store = try await database.open()
        let auditor = try database.auditor()
        let topic = try TopicARN(Self.topic)
        try await TopicDirectory(store: store).create(topic)
        let rules = RuleDirectory(store: store)
        let added = try await rules.add(
            NotificationRule(machine: "m", statuses: [.failed, .timedOut], topic: topic), by: "ann")
        let execution = try await fail(on: store, by: NotificationRules(of: store))
        try await rules.remove(added.id, by: "bob")
        #expect(
            try auditor.rows(
                """
                SELECT rule, machine, statuses, topic, created < removed, created_by, removed_by FROM audit.rules
                """) == [["\(added.id)", "m", "{FAILED,TIMED_OUT}", Self.topic, "t", "ann", "bob"]])
        #expect(
            try auditor.rows("SELECT topic, execution_status FROM audit.messages('\(execution.uuid.text)')")
                == [[Self.topic, "FAILED"]])
        await store.close()
    }

    @Test func `an auditor reads who was asked, who was told, what was given up, and what was sent again`() async throws
    {
        let database = try await AuditDatabase.make([])
        let store = try await database.open()
        let auditor = try database.auditor()
        let topic = try TopicARN(Self.topic)
        let directory = TopicDirectory(store: store, configuration: Self.configuration(isMended: false))
        try await directory.create(topic)
        try await directory.subscribe(.email(address: "bad@b.c"), to: topic, by: "ann", confirmed: true)
        try await directory.subscribe(.email(address: "slow@b.c"), to: topic, by: "ann", confirmed: true)
        try await directory.subscribe(.email(address: "asked@b.c"), to: topic, by: "bob")
        #expect(
            try auditor.rows(
                "SELECT endpoint, confirmed IS NOT NULL, confirmed_by, requested_by, pending_until > now() FROM audit.subscriptions ORDER BY endpoint"
            ) == [
                ["asked@b.c", "f", nil, "bob", "t"], ["bad@b.c", "t", "ann", nil, nil],
                ["slow@b.c", "t", "ann", nil, nil],
            ])
        let execution = try await fail(on: store).uuid.text
        let messages = "SELECT endpoint, attempt, outcome, reason, answer FROM audit.messages('\(execution)')"
        #expect(try auditor.rows(messages) == [[nil, nil, "pending", nil, nil]])
        #expect(
            try auditor.rows(
                "SELECT kind, execution_status, execution_name, state, task FROM audit.messages('\(execution)')")
                == [["notification", "FAILED", "one", nil, nil]])
        try await deliver(store, isMended: false)
        #expect(
            try auditor.rows("SELECT endpoint, kind, outcome FROM audit.notifications WHERE kind <> 'notification'")
                == [["asked@b.c", "confirmation", "delivered"]])
        #expect(
            try auditor.rows(messages).prefix(2) == [
                ["bad@b.c", "1", "given up", "550 no such mailbox", nil],
                ["slow@b.c", "1", "failed", "451 later", nil],
            ])
        let streams = """
            SELECT n.endpoint, array_agg(l.type ORDER BY l.version) FROM audit.messages('\(execution)') AS n
            JOIN audit.log AS l ON l.category = 'delivery' AND l.stream_id = n.delivery AND l.period = n.period
            GROUP BY 1 ORDER BY 1
            """
        #expect(
            try auditor.rows(streams) == [
                ["bad@b.c", "{DeliveryCreated,DeliveryGivenUp}"], ["slow@b.c", "{DeliveryCreated,DeliveryFailed}"],
            ])
        let named =
            "SELECT payload_text FROM audit.log WHERE type = 'NotificationFannedOut' AND payload_text LIKE '%' || "
        #expect(
            try auditor.rows("SELECT DISTINCT delivery::text FROM audit.messages('\(execution)')").allSatisfy { row in
                try auditor.rows(named + "'delivery/\(row[0] ?? "")%'").count == 1
            })
        let log = NotificationLog(store: store)
        let stream = StreamID(.execution, try #require(UUID(uuidString: execution)))
        let notification = try #require(try await log.notifications(of: stream).first)
        let bad = try #require(notification.deliveries.first { $0.endpoint.address == "bad@b.c" }).subscription
        #expect(try await log.resend(notification.notification, to: bad, by: "carl") == [bad])
        #expect(
            try auditor.rows("SELECT resent IS NOT NULL, resent_by FROM audit.messages('\(execution)') LIMIT 1")
                == [["t", "carl"]])
        #expect(
            try auditor.rows("SELECT waits_for FROM audit.timers WHERE category = 'delivery' ORDER BY 1") == [
                ["delivery to bad@b.c"], ["delivery to slow@b.c"],
            ])
        // What is yet to be tried again is sent at once, too: the row of its last attempt says so, and the timer is due.
        let slow = try #require(notification.deliveries.first { $0.endpoint.address == "slow@b.c" }).subscription
        let due = "SELECT due <= now() FROM audit.timers WHERE waits_for = 'delivery to slow@b.c'"
        #expect(try auditor.rows(due) == [["f"]])
        #expect(try await log.resend(notification.notification, to: slow, by: "dora") == [slow])
        let resent = "SELECT resent_by FROM audit.messages('\(execution)') WHERE endpoint = 'slow@b.c'"
        #expect(try auditor.rows(resent) == [["dora"]])
        #expect(try auditor.rows(due) == [["t"]])
        while try await log.describe(notification.notification).status == .pending {
            try await deliver(store, isMended: true)
        }
        #expect(
            try auditor.rows(
                "SELECT endpoint, attempt, outcome, answer, is_last_attempt FROM audit.messages('\(execution)') WHERE attempt > 1 AND outcome = 'delivered'"
            ).map { [$0[0], $0[2], $0[3], $0[4]] } == [
                ["bad@b.c", "delivered", "250 ok", "t"], ["slow@b.c", "delivered", "250 ok", "t"],
            ])
        await store.close()
    }
}
