import BenchmarkSupport
import EventLog
import Foundation
import NotificationTransports
import Notifications

/// How many mails go to a server in a second, eight at one time.
enum MailBenchmark {
    static func run(count: Int) async throws {
        guard let url = ProcessInfo.processInfo.environment["SMTP"],
            let sender = MailAddress(name: "Benchmark", address: "bench@example.org")
        else { throw BenchmarkError("SMTP in the environment names the server") }
        let transport = SMTPTransport(.init(server: try SMTPServer(url), sender: sender))
        let topic = try TopicARN("arn:aws:sns:us-east-1:123456789012:All")
        let message = OutgoingMessage(
            notification: StreamID(.notification, UUID()), subscription: SubscriptionID(UUID()),
            endpoint: .email(address: "ann@example.org"), topic: topic, subject: "May is paid",
            text: String(repeating: "Payroll process complete.\n", count: 20),
            publishedAt: Timestamp(microseconds: 1_795_416_054_000_000), execution: nil, executionName: nil, state: nil,
            attempt: 1)
        let time = try await Measurement.of {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<8 {
                    group.addTask {
                        for _ in stride(from: worker, to: count, by: 8) {
                            guard case .delivered = await transport.deliver(message) else {
                                throw BenchmarkError("a mail was not taken")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        print(
            "smtp: \(formatted(Double(count) / time.wall)) mails a second, "
                + "\(formatted(time.cpu / Double(count) * 1e6)) µs of CPU each")
    }
}
