import Engine
import EventLog
import Foundation
import JSON
import Notifications
import SQLiteBackend
import Synchronization
import Testing

/// The commands about topics, subscriptions and notifications, as a person meets them.
@Suite struct NotificationCommandTests {
    private static let topic = "arn:aws:sns:us-east-1:123456789012:Reports"

    /// A log in a file, and what belongs to it.
    private final class Scene {
        let folder = FileManager.default.temporaryDirectory.appending(path: "daybook-\(UUID().uuidString)")
        var path: String { folder.appending(path: "log.sqlite").path }
        var log: [String] { ["--log", "sqlite:\(path)"] }

        init() async throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            await (try SQLiteEventStore.open(path: path)).close()
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func with<Value>(_ body: (SQLiteEventStore) async throws -> Value) async throws -> Value {
            let store = try await SQLiteEventStore.open(path: path)
            let value = try await body(store)
            await store.close()
            return value
        }
    }

    /// Keeps what it is given to deliver, and answers as it is told.
    private final class Keeper: SubscriberTransport {
        private let kept = Mutex<[OutgoingMessage]>([])
        private let answer: DeliveryOutcome

        init(_ answer: DeliveryOutcome) {
            self.answer = answer
        }

        var messages: [OutgoingMessage] { kept.withLock { $0 } }

        func deliver(_ message: OutgoingMessage) -> DeliveryOutcome {
            kept.withLock { $0.append(message) }
            return answer
        }
    }

    private static func configuration(_ transport: any SubscriberTransport) -> NotificationConfiguration {
        var configuration = NotificationConfiguration()
        configuration.secret = NotificationSecret(Array(repeating: 5, count: 32))
        configuration.transports.email = transport
        return configuration
    }

    private static func deliver(_ store: SQLiteEventStore, _ configuration: NotificationConfiguration) async throws {
        let worker = WorkerID(UUID())
        try await store.keepAlive(worker, for: .seconds(30))
        let claim = Claim(id: ClaimID(UUID()), worker: worker, queues: [.notification], semantics: 2, limit: 100)
        let delivery = NotificationDelivery(store: store, configuration: configuration)
        for stream in try await store.claimDue(claim).streams { try await delivery.process(stream, worker: worker) }
        try await store.retire(worker)
    }

    @Test(.timeLimit(.minutes(5))) func `a subscription is confirmed with its token and ended with another`()
        async throws
    {
        let scene = try await Scene()
        let none = try Program.run(["topics"] + scene.log)
        #expect(none.code == 0 && none.output.contains("there are no topics"), "\(none)")
        let created = try Program.run(["topics", "create", Self.topic] + scene.log)
        #expect(created.output == "\(Self.topic)\n", "\(created)")
        #expect(try Program.run(["topics", "list"] + scene.log).output == "\(Self.topic)  0 subscribed\n")
        let keeper = Keeper(.delivered(answer: "250 ok", wasThere: false))
        let configuration = Self.configuration(keeper)
        try await scene.with { store in
            try await TopicDirectory(store: store, configuration: configuration)
                .subscribe(.email(address: "ann@example.org"), to: TopicARN(Self.topic), by: "bob")
            try await Self.deliver(store, configuration)
        }
        let listed = try Program.run(["subscriptions", "list", "--topic", "Reports"] + scene.log)
        #expect(
            listed.output.contains("email:ann@example.org  pending until") && listed.output.contains("by bob"),
            "\(listed)")
        let credentials = try #require(keeper.messages.first).credentials
        let token = try #require(credentials.confirmation).text
        let confirmed = try Program.run(["subscriptions", "confirm", token, "--by", "ann"] + scene.log)
        #expect(confirmed.code == 0, "\(confirmed)")
        #expect(confirmed.output == "email:ann@example.org is subscribed to \(Self.topic).\n")
        let again = try Program.run(["subscriptions", "confirm", token] + scene.log)
        #expect(again.code == 1 && again.errors.contains("used already"), "\(again)")
        #expect(!again.errors.contains(token))
        #expect(try Program.run(["subscriptions", "list"] + scene.log).output.contains("by ann"))
        let farewell = try #require(credentials.unsubscription).text
        let removed = try Program.run(["subscriptions", "remove", farewell] + scene.log)
        #expect(removed.output == "Unsubscribed from \(Self.topic).\n", "\(removed)")
        #expect(try Program.run(["topics"] + scene.log).output.contains("  0 subscribed"))
    }

    @Test(.timeLimit(.minutes(5))) func `a queue in a file keeps what was not deleted, also for the next process`()
        async throws
    {
        let scene = try await Scene()
        let topic = try TopicARN(Self.topic)
        let first = try await scene.with { store in
            let directory = TopicDirectory(store: store)
            try await directory.create(topic)
            try await directory.subscribe(.queue(name: "q"), to: topic)
            var configuration = EngineConfiguration()
            configuration.onEnd =
                NotificationRules([NotificationRule(machine: nil, statuses: [.succeeded], topic: topic)]).hook
            let engine = ExecutionEngine(store: store, configuration: configuration)
            try engine.add(
                StateMachine(
                    name: "m", definition: #"{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}"#,
                    role: Role(arn: "arn:aws:iam::123456789012:role/r", resources: ["*"])))
            try await withThrowingTaskGroup { group in
                group.addTask { try await engine.run() }
                let start = try await engine.start("m", input: "{}", name: "one")
                _ = try await engine.result(of: start.execution)
                engine.shutDown()
                try await group.waitForAll()
            }
            try await Self.deliver(store, NotificationConfiguration())
            let queue = try MessageQueue("q", store: store)
            let message = try #require(try await queue.receive(visibility: .zero).first)
            await queue.close()
            return message
        }
        try await scene.with { store in
            let queue = try MessageQueue("q", store: store)
            let second = try #require(try await queue.receive().first)
            #expect(second.id == first.id && second.receives == 2)
            try await queue.delete(second)
            #expect(try await queue.receive().isEmpty)
            await queue.close()
        }
        let rebuilt = try Program.run(["rebuild", "sqlite:\(scene.path)"])
        #expect(rebuilt.code == 0, "\(rebuilt)")
        try await scene.with { store in
            let queue = try MessageQueue("q", store: store)
            #expect(try await queue.receive().isEmpty)
            await queue.close()
        }
    }

    @Test(.timeLimit(.minutes(5))) func `a subscription is ended by its id`() async throws {
        let scene = try await Scene()
        let id = try await scene.with { store in
            let directory = TopicDirectory(store: store)
            try await directory.create(TopicARN(Self.topic))
            return try await directory.subscribe(.queue(name: "q"), to: TopicARN(Self.topic)).id
        }
        #expect(try Program.run(["subscriptions", "remove", "\(id)"] + scene.log).code == 0)
        let again = try Program.run(["subscriptions", "remove", "\(id)"] + scene.log)
        #expect(again.code == 1 && again.errors.contains("there is no subscription"), "\(again)")
    }

    @Test(.timeLimit(.minutes(5))) func `endpoints are added with policies, and asked with the secret beside the log`()
        async throws
    {
        let scene = try await Scene()
        #expect(try Program.run(["topics", "create", Self.topic, "--by", "ann"] + scene.log).code == 0)
        let add = ["subscriptions", "add", "Reports"]
        let queue = try Program.run(
            add + ["queue", "q", "--raw", "--filter", #"{"store": ["north"]}"#, "--by", "ann"] + scene.log)
        #expect(queue.code == 0 && queue.output.hasPrefix("queue:q is subscribed to \(Self.topic): "), "\(queue)")
        let policy = scene.folder.appending(path: "policy.json")
        try Data(#"{"order": {"store": [{"prefix": "n"}]}}"#.utf8).write(to: policy)
        let box = try Program.run(
            add + [
                "maildir", scene.folder.path + "/box", "--filter", "@\(policy.path)", "--filter-scope", "MessageBody",
            ]
                + scene.log)
        #expect(box.code == 0, "\(box)")
        let mail = try Program.run(add + ["email", "ann@example.org"] + scene.log)
        #expect(mail.code == 0 && mail.output.hasPrefix("email:ann@example.org is asked, and has until "), "\(mail)")
        let secret = scene.folder.appending(path: "notification-secret").path
        #expect(
            try FileManager.default.attributesOfItem(atPath: secret)[.posixPermissions] as? Int == 0o600)
        let sure = try Program.run(add + ["email", "bob@example.org", "--confirmed"] + scene.log)
        #expect(sure.output.hasPrefix("email:bob@example.org is subscribed to "), "\(sure)")
        let listed = try Program.run(["subscriptions", "list"] + scene.log).output
        #expect(listed.contains("where {\"store\": [\"north\"]}\n") && listed.contains("    raw\n"), "\(listed)")
        #expect(listed.contains("where {\"order\": {\"store\": [{\"prefix\": \"n\"}]}} in the body\n"), "\(listed)")
        #expect(listed.contains("ann@example.org  pending until"), "\(listed)")
        for (arguments, words) in [
            (["pigeon", "x"], "no protocol"), (["email", "nobody"], "local@domain"),
            (["queue", "q", "--filter", "{"], "not JSON"), (["queue", "q", "--filter", #"{"a": 1}"#], "at 'a'"),
            (["queue", "q", "--filter", "@/nowhere"], "/nowhere"),
        ] {
            let end = try Program.run(add + arguments + scene.log)
            #expect(end.code == 1 && end.errors.contains(words), "\(end)")
        }
        try Data("short\n".utf8).write(to: URL(filePath: secret))
        let broken = try Program.run(add + ["email", "carl@example.org"] + scene.log)
        #expect(broken.code == 1 && broken.errors.contains("holds no secret"), "\(broken)")
    }

    @Test(.timeLimit(.minutes(5))) func `rules are added, listed and removed, with who did it`() async throws {
        let scene = try await Scene()
        #expect(try Program.run(["rules"] + scene.log).output.contains("there are no rules"))
        #expect(try Program.run(["topics", "create", Self.topic] + scene.log).code == 0)
        let added = try Program.run(
            [
                "rules", "add", "--machine", "payroll", "--on", "FAILED", "--on", "TIMED_OUT", "--topic", "Reports",
                "--by", "ann",
            ]
                + scene.log)
        #expect(added.code == 0, "\(added)")
        let listed = try Program.run(["rules", "list"] + scene.log)
        #expect(listed.output == added.output)
        #expect(listed.output.contains("  payroll  FAILED, TIMED_OUT  \(Self.topic)  since "), "\(listed)")
        #expect(listed.output.hasSuffix(" by ann\n"), "\(listed)")
        let id = String(listed.output.prefix { $0 != " " })
        let rebuilt = try Program.run(["rebuild", "sqlite:\(scene.path)"])
        #expect(rebuilt.code == 0, "\(rebuilt)")
        #expect(try Program.run(["rules", "remove", id, "--by", "bob"] + scene.log).code == 0)
        #expect(try Program.run(["rules"] + scene.log).output.contains("there are no rules"))
        #expect(try Program.run(["rules", "remove", id] + scene.log).code == 1)
    }

    @Test(.timeLimit(.minutes(5))) func `a dead letter is listed, looked at and sent again`() async throws {
        let scene = try await Scene()
        let dead = Keeper(.failedForGood(reason: "RCPT: 550 no such mailbox\u{1b}[2J"))
        let configuration = Self.configuration(dead)
        try await scene.with { store in
            let directory = TopicDirectory(store: store, configuration: configuration)
            try await directory.create(TopicARN(Self.topic))
            try await directory.subscribe(.email(address: "ann@example.org"), to: TopicARN(Self.topic))
            try await Self.deliver(store, configuration)
        }
        let listed = try Program.run(["notifications", "list", "--status", "given-up"] + scene.log)
        let id = String(listed.output.prefix { $0 != " " })
        #expect(UUID(uuidString: id) != nil && listed.output.contains("GIVEN_UP  Reports"), "\(listed)")
        let shown = try Program.run(["notifications", "show", id] + scene.log)
        #expect(shown.output.contains("refused for good: RCPT: 550 no such mailbox"), "\(shown)")
        #expect(!shown.output.contains("\u{1b}"))
        let sent = try Program.run(["notifications", "resend", id, "--by", "ann"] + scene.log)
        #expect(sent.output == "It is offered again to 1 subscriber.\n", "\(sent)")
        let again = try Program.run(["notifications", "resend", id] + scene.log)
        #expect(again.code == 1 && again.errors.contains("nothing to send again"), "\(again)")
        let well = Keeper(.delivered(answer: "250 ok", wasThere: false))
        try await scene.with { try await Self.deliver($0, Self.configuration(well)) }
        #expect(well.messages.map(\.messageID) == dead.messages.map(\.messageID))
        let after = try Program.run(["notifications", "list"] + scene.log)
        #expect(after.output.contains("DELIVERED  Reports"), "\(after)")
    }

    @Test(.timeLimit(.minutes(5))) func `what is typed wrong is said in a line, and every command shows examples`()
        async throws
    {
        let scene = try await Scene()
        #expect(try Program.run(["topics"]).code == 64)
        for arguments in [
            ["topics", "create", "Reports"], ["subscriptions", "add", "Reports", "queue", "q"],
            ["subscriptions", "add", Self.topic, "queue", "q"], ["rules", "remove", UUID().uuidString],
            ["rules", "add", "--on", "FAILED", "--topic", "Reports"], ["subscriptions", "confirm", "x"],
            ["subscriptions", "remove", "x"],
            ["notifications", "show", UUID().uuidString], ["notifications", "resend", UUID().uuidString],
        ] {
            let end = try Program.run(arguments + scene.log)
            #expect(end.code == 1 && end.errors.split(separator: "\n").count == 1, "\(end)")
        }
        for arguments in [
            ["notifications", "show", "x"], ["notifications", "list", "--status", "gone"],
            ["notifications", "list", "--limit", "0"], ["rules", "remove", "x"],
            ["rules", "add", "--topic", "Reports"], ["rules", "add", "--on", "RUNNING", "--topic", "Reports"],
            ["subscriptions", "add", "Reports", "queue", "q", "--filter-scope", "all"],
            ["notifications", "resend", UUID().uuidString, "--subscription", "x"],
        ] {
            #expect(try Program.run(arguments + scene.log).code == 64)
        }
        for command in [
            ["topics"], ["topics", "list"], ["topics", "create"], ["rules"], ["rules", "list"], ["rules", "add"],
            ["rules", "remove"], ["subscriptions"], ["subscriptions", "list"], ["subscriptions", "add"],
            ["subscriptions", "confirm"],
            ["subscriptions", "remove"], ["notifications"], ["notifications", "list"], ["notifications", "show"],
            ["notifications", "resend"],
        ] {
            #expect(try Program.run(command + ["--help"]).output.contains("EXAMPLES"))
        }
    }
}
