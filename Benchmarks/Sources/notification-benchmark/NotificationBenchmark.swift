import BenchmarkSupport
import Engine
import EventLog
import Foundation
import Logging
import MemoryBackend
import Notifications
import SQLiteBackend

/// Measures the delivery of notifications: `notification-benchmark [memory|sqlite|smtp]`, with `COUNT` and `SUBSCRIBERS` in the
/// environment. `smtp` sends `COUNT` mails to the server that `SMTP` names, such as `smtp://127.0.0.1:2525?tls=off`.
@main
enum NotificationBenchmark {
    static let count = number("COUNT", 10_000)
    static let subscribers = number("SUBSCRIBERS", 50)
    private static let topic = "arn:aws:sns:us-east-1:123456789012:All"

    private static func number(_ name: String, _ otherwise: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? otherwise
    }

    static func main() async throws {
        let kind = CommandLine.arguments.dropFirst().first ?? "sqlite"
        let folder = FileManager.default.temporaryDirectory.appending(path: "daybook-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        switch kind {
        case "smtp": try await MailBenchmark.run(count: count)
        case "memory": try await measure(kind, MemoryEventStore())
        case "sqlite":
            let store = try await SQLiteEventStore.open(path: folder.appending(path: "log.sqlite").path)
            try await measure(kind, store)
            await store.close()
        default: throw BenchmarkError("memory, sqlite or smtp, not \(kind)")
        }
    }

    private static func measure(_ kind: String, _ store: any EventStore) async throws {
        let arn = try TopicARN(topic)
        let transport = CountingTransport()
        var configuration = NotificationConfiguration()
        configuration.transports.maildir = transport
        configuration.logger = Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }
        let directory = TopicDirectory(store: store, configuration: configuration)
        try await directory.create(arn)
        for number in 0..<subscribers { try await directory.subscribe(.maildir(path: "/\(number)"), to: arn) }
        var engineConfiguration = EngineConfiguration()
        engineConfiguration.logger = configuration.logger
        let publisher = ExecutionEngine(store: store, configuration: engineConfiguration)
        publisher.register(
            SNSPublishHandler.resource, handler: SNSPublishHandler(store: store, configuration: configuration))
        try publisher.add(machine())
        let publishing = try await TrivialPayroll.whileRunning(publisher) {
            try await Measurement.of { try await publish(publisher) }
        }
        let deliverer = ExecutionEngine(store: store, configuration: engineConfiguration)
        deliverer.add(NotificationDelivery(store: store, configuration: configuration))
        let log = NotificationLog(store: store)
        let delivering = try await TrivialPayroll.whileRunning(deliverer) {
            try await Measurement.of {
                while transport.count < count * subscribers { try await Task.sleep(for: .milliseconds(20)) }
                let pending = StreamQuery(category: .notification, status: .pending, limit: 1)
                while try await !log.list(pending).notifications.isEmpty {
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
        }
        let deliveries = Double(count * subscribers)
        print("\(kind): \(count) notifications to \(subscribers) subscribers")
        print("  published: \(formatted(Double(count) / publishing.wall)) a second")
        print(
            "  delivered: \(formatted(deliveries / delivering.wall)) a second, "
                + "\(formatted(delivering.cpu / deliveries * 1e6, 1)) µs of CPU each, "
                + "\(formatted(Double(count) / delivering.wall)) notifications a second")
        print("  peak memory: \(peakMegabytes()) MB")
        print("  \(transport.order())")
        print("  attempts: \(transport.count), of different messages: \(transport.different)")
    }

    private static func machine() throws -> StateMachine {
        try StateMachine(
            name: "publisher",
            definition:
                #"{"StartAt":"P","States":{"P":{"Type":"Task","Resource":"\#(SNSPublishHandler.resource)","End":true}}}"#,
            role: Role(arn: "role", resources: ["*"], topics: ["*"]))
    }

    /// Each message is the number of its publication, 32 at one time.
    private static func publish(_ engine: ExecutionEngine) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<32 {
                group.addTask {
                    for number in stride(from: worker, to: count, by: 32) {
                        let input = #"{"TopicArn":"\#(topic)","Message":"\#(number)"}"#
                        let start = try await engine.start("publisher", input: input)
                        let end = try await engine.result(of: start.execution)
                        guard end.status == .succeeded else { throw BenchmarkError(end.cause ?? "failed") }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func peakMegabytes() -> String {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        let kilobytes = line.split(separator: " ").compactMap { Double($0) }.first ?? 0
        return formatted(kilobytes / 1024)
    }
}
