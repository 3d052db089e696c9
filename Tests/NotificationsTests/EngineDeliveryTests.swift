import Engine
import EventLog
import Foundation
import JSON
import MemoryBackend
import Notifications
import Testing

@Suite struct EngineDeliveryTests {
    @Test(arguments: [false, true])
    func `a payroll ends with one mail in the right Maildir`(fails: Bool) async throws {
        let directory = try TemporaryDirectory()
        let store = MemoryEventStore()
        let topics = TopicDirectory(store: store)
        for name in ["SuccessNotifications", "ErrorNotifications"] {
            let topic = try TopicARN("arn:aws:sns:us-east-1:123456789012:\(name)")
            try await topics.create(topic)
            try await topics.subscribe(.maildir(path: "\(directory.path)/\(name)"), to: topic)
        }
        let engine = ExecutionEngine(store: store)
        for name in ["processData", "generatePaystubs", "generateReport"] {
            engine.register(name) { (input: JSONValue, context: TaskContext) async throws -> JSONValue in
                if fails { throw TaskError("BadTimesheet", cause: "line 7: negative hours") }
                return ["from": .string(context.state)]
            }
        }
        engine.register(SNSPublishHandler.resource, handler: SNSPublishHandler(store: store))
        engine.add(NotificationDelivery(store: store))
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Examples/payroll/payroll.asl.json"), encoding: .utf8)
        try engine.add(
            StateMachine(
                name: "payroll", definition: text,
                role: Role(arn: "arn:aws:iam::123456789012:role/payroll", resources: ["*"], topics: ["*"])))
        let log = NotificationLog(store: store)
        let (end, notifications) = try await withThrowingTaskGroup { group in
            group.addTask { try await engine.run() }
            let start = try await engine.start("payroll", input: "{}", name: "payroll-2026-05")
            let end = try await engine.result(of: start.execution)
            let notifications = try await log.settledNotifications(
                of: start.execution, until: SystemEngineClock().now().adding(.seconds(30)))
            engine.shutDown()
            try await group.waitForAll()
            return (end, notifications)
        }
        #expect(end.status == .succeeded)
        #expect(notifications.map(\.status) == [.delivered])
        let name = fails ? "ErrorNotifications" : "SuccessNotifications"
        let mail = try directory.onlyMail(name)
        #expect(mail.contains(fails ? "\nSubject: [ERROR]: Task failed\n" : "\nSubject: Notification from \(name)\n"))
        #expect(mail.hasSuffix(fails ? "\n\nline 7: negative hours\n" : "\n\nPayroll process complete.\n"))
        #expect(mail.contains("\nX-Daybook-Execution: \(end.execution.uuid.text)\n"))
        #expect(mail.contains("\nX-Daybook-Execution-Name: payroll-2026-05\n"))
        #expect(try !FileManager.default.contentsOfDirectory(atPath: directory.path).contains { $0 != name })
        #expect(try directory.names("\(name)/tmp").isEmpty)
        #expect(try await store.streams(StreamQuery(category: .notification, status: .pending)).streams.isEmpty)
        for summary in try await store.streams(StreamQuery(category: .notification)).streams {
            #expect(try HashChain.verify(try await store.readAll(summary.stream)) == summary.head)
        }
    }
}
