import Engine
import EventLog
import Foundation
import MemoryBackend
import Notifications
import Testing

@Suite struct SlowSubscriberTests {
    /// More messages than an engine works on at one time, each for a subscriber that never answers and for one that does.
    @Test(.timeLimit(.minutes(1)))
    func `a subscriber that hangs delays neither the others nor an execution`() async throws {
        let store = MemoryEventStore()
        let topics = TopicDirectory(store: store)
        let topic = try TopicARN("arn:aws:sns:us-east-1:123456789012:Both")
        try await topics.create(topic)
        for path in ["/hangs", "/fine"] { try await topics.subscribe(.maildir(path: path), to: topic) }
        let gate = Gate()
        let transport = ScriptedTransport { message in
            if message.endpoint.address == "/hangs" { await gate.pass() }
            return .delivered(answer: nil, wasThere: false)
        }
        var configuration = NotificationConfiguration()
        configuration.transports.maildir = transport
        configuration.attemptLimit = .seconds(600)
        let engine = ExecutionEngine(store: store)
        engine.register(
            SNSPublishHandler.resource, handler: SNSPublishHandler(store: store, configuration: configuration))
        engine.add(NotificationDelivery(store: store, configuration: configuration))
        try engine.add(PostOffice.machine())
        let count = 4 * EngineConfiguration().processorConcurrency
        try await withThrowingTaskGroup { group in
            group.addTask { try await engine.run() }
            let input = #"{"TopicArn":"\#(topic)","Message":"m"}"#
            for number in 0..<count {
                let start = try await engine.start("publisher", input: input, name: "run-\(number)")
                #expect(try await engine.result(of: start.execution).status == .succeeded)
            }
            while transport.messages.count(where: { $0.endpoint.address == "/fine" }) < count {
                try await Task.sleep(for: .milliseconds(10))
            }
            // Those that hang are few, and all the others wait in the log.
            let hanging = transport.messages.count { $0.endpoint.address == "/hangs" }
            #expect((1...configuration.attemptsPerServer).contains(hanging), "\(hanging)")
            gate.open()
            let log = NotificationLog(store: store)
            let pending = StreamQuery(category: .notification, status: .pending, limit: 1)
            while try await !log.list(pending).notifications.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
            engine.shutDown()
            try await group.waitForAll()
        }
        #expect(transport.messages.count == 2 * count)
    }
}
