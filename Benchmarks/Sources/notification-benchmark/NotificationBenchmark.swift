import BenchmarkSupport
import Engine
import EventLog
import Foundation
import Logging
import MemoryBackend
import Notifications
import PostgresBackend
import SQLiteBackend

/// Measures the delivery of notifications: `notification-benchmark [memory|sqlite|postgres|smtp]`, with `COUNT` and `SUBSCRIBERS` in
/// the environment. `postgres` works on the database that `DAYBOOK_POSTGRES` names; `smtp` sends `COUNT` mails to the
/// server that `SMTP` names, such as `smtp://127.0.0.1:2525?tls=off`.
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
        case "memory":
            let store = MemoryEventStore()
            try await publishAll(kind, store)
            try await deliverAll(store)
        case "sqlite":
            let store = try await SQLiteEventStore.open(path: folder.appending(path: "log.sqlite").path)
            try await publishAll(kind, store)
            try await deliverAll(store)
            await store.close()
        case "postgres": try await measureOnPostgres()
        default: throw BenchmarkError("memory, sqlite, postgres or smtp, not \(kind)")
        }
    }

    /// A server counts what a connection did once it is closed: so each part has a store of its own.
    private static func measureOnPostgres() async throws {
        guard let url = ProcessInfo.processInfo.environment["DAYBOOK_POSTGRES"] else {
            print("notification-benchmark postgres: skipped, DAYBOOK_POSTGRES does not name a database")
            return
        }
        let database = try Database(url: url).fresh("notification_benchmark")
        try await PostgresEventStore.migrate(database.url)
        let publisher = try await PostgresEventStore.open(database.url)
        try await publishAll("postgres", publisher)
        await publisher.close()
        let before = try database.counters()
        let deliverer = try await PostgresEventStore.open(database.url)
        try await deliverAll(deliverer)
        await deliverer.close()
        let after = try database.counters()
        let deliveries = Double(count * subscribers)
        func each(_ part: (Counters) -> Double, _ digits: Int) -> String {
            formatted((part(after) - part(before)) / deliveries, digits)
        }
        print(
            "  a delivery: \(each(\.transactions, 3)) transactions, \(each(\.rows, 2)) rows, \(each(\.walBytes, 0)) bytes of "
                + "WAL, \(each({ $0.cpu * 1e6 }, 1)) µs of the server's CPU")
    }

    private static func publishAll(_ kind: String, _ store: any EventStore) async throws {
        let arn = try TopicARN(topic)
        let configuration = configuration(CountingTransport())
        let directory = TopicDirectory(store: store, configuration: configuration)
        try await directory.create(arn)
        for number in 0..<subscribers { try await directory.subscribe(.maildir(path: "/\(number)"), to: arn) }
        let publisher = ExecutionEngine(store: store, configuration: engineConfiguration)
        publisher.register(
            SNSPublishHandler.resource, handler: SNSPublishHandler(store: store, configuration: configuration))
        try publisher.add(machine())
        let publishing = try await TrivialPayroll.whileRunning(publisher) {
            try await Measurement.of { try await publish(publisher) }
        }
        print("\(kind): \(count) notifications to \(subscribers) subscribers")
        print("  published: \(formatted(Double(count) / publishing.wall)) a second")
    }

    private static func deliverAll(_ store: any EventStore) async throws {
        let transport = CountingTransport()
        let deliverer = ExecutionEngine(store: store, configuration: engineConfiguration)
        deliverer.add(NotificationDelivery(store: store, configuration: configuration(transport)))
        let delivering = try await TrivialPayroll.whileRunning(deliverer) {
            try await Measurement.of {
                while transport.count < count * subscribers { try await Task.sleep(for: .milliseconds(20)) }
                let pending = StreamQuery(category: .notification, status: .pending, limit: 1)
                while try await !store.streams(pending).streams.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
            }
        }
        let deliveries = Double(count * subscribers)
        print(
            "  delivered: \(formatted(deliveries / delivering.wall)) a second, "
                + "\(formatted(delivering.cpu / deliveries * 1e6, 1)) µs of CPU each, "
                + "\(formatted(Double(count) / delivering.wall)) notifications a second")
        print("  peak memory: \(peakMegabytes()) MB")
        print("  \(transport.order())")
        print("  attempts: \(transport.count), of different messages: \(transport.different)")
    }

    private static func configuration(_ transport: CountingTransport) -> NotificationConfiguration {
        var configuration = NotificationConfiguration()
        configuration.transports.maildir = transport
        configuration.logger = Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }
        return configuration
    }

    private static var engineConfiguration: EngineConfiguration {
        var configuration = EngineConfiguration()
        configuration.logger = Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }
        return configuration
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
