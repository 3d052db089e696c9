import EngineTesting
import EventLog
import Foundation
import MemoryBackend
import Notifications
import Testing

@Suite struct NotificationIndexerTests {
    private func indexes(_ office: PostOffice) async throws -> [String] {
        var lines: [String] = []
        for category in ["execution", "execution-name", "definition", "role", "topic", "notification", "delivery"] {
            for summary in try await office.store.streams(StreamQuery(category: StreamCategory(category))).streams {
                lines.append("\(summary.stream) \(summary.status) \(summary.labels.sorted { $0.key < $1.key })")
            }
        }
        let worker = WorkerID(UUID())
        try await office.store.keepAlive(worker, for: .seconds(1))
        let claim = Claim(id: ClaimID(UUID()), worker: worker, queues: [.notification], semantics: 2, limit: 0)
        let due = try await office.store.claimDue(claim).nextDue
        try await office.store.retire(worker)
        return lines + ["next due \(due?.description ?? "never")"]
    }

    @Test func `indexes made again from events are those the commits wrote, at every step of a delivery`() async throws
    {
        let office = try PostOffice()
        let healed = Flag()
        let configuration = office.configuration {
            $0.deadline = .seconds(30)
            $0.transports.maildir = ScriptedTransport { message in
                switch message.endpoint.address {
                case "/mail/dead": .failedForGood(reason: "gone")
                case "/mail/slow" where !healed.value: .failed(reason: "EIO")
                default: .delivered(answer: nil, wasThere: false)
                }
            }
        }
        try await office.directory.create(office.topic)
        for path in ["/mail/slow", "/mail/dead", "/mail/fine"] {
            try await office.directory.subscribe(.maildir(path: path), to: office.topic)
        }
        _ = try await office.publish(text: "m", configuration: configuration)
        var statuses: Set<String> = []
        for step in 0..<5 {
            let before = try await indexes(office)
            _ = try await office.store.rebuildIndexes(with: DaybookIndexer())
            #expect(try await indexes(office) == before, "step \(step)")
            for status in ["PENDING", "FANNED_OUT", "DELIVERED", "GIVEN_UP"]
            where before.contains(where: { $0.contains(status) }) {
                statuses.insert(status)
            }
            if step == 3 { healed.set() }
            try await office.deliver(configuration)
            office.clock.advance(by: .seconds(step == 0 ? 1 : 4))
        }
        let after = try await indexes(office)
        #expect(statuses.count == 4, "\(statuses)")
        #expect(after.last == "next due never")
        _ = try await office.store.rebuildIndexes(with: DaybookIndexer())
        #expect(try await indexes(office) == after)
    }

    @Test(arguments: ["DeliveryPostponed", "Delivered"])
    func `a notification that cannot be understood is rebuilt as the worker left it that could not`(
        type: String
    ) async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        try await office.directory.subscribe(.maildir(path: "/mail/owner"), to: office.topic)
        let notification = try await office.publish(text: "m")
        _ = try await office.append(type, #"{"colour":"red"}"#, to: notification)
        office.clock.advance(by: .seconds(100))
        #expect(try await office.deliver() == 1)
        let (lines, wakeUp) = (try await indexes(office), office.store.wakeUp(of: notification))
        #expect(wakeUp?.parked?.contains(type) == true)
        #expect(lines.contains { $0.contains("\(notification) STUCK") && $0.contains("execution") })
        _ = try await office.store.rebuildIndexes(with: DaybookIndexer())
        #expect(try await indexes(office) == lines)
        #expect(office.store.wakeUp(of: notification) == wakeUp)
        #expect(try await office.deliver() == 0)
    }

    @Test func `a notification whose first event has another form keeps what can be told of it`() async throws {
        let office = try PostOffice()
        let notification = StreamID(.notification, UUID())
        let text = #"{"semantics":7,"queue":"slow","topic":"\#(office.topic)","execution":"x"}"#
        let first = try await office.append("NotificationPublished", text, to: notification)
        _ = try await office.store.rebuildIndexes(with: DaybookIndexer())
        let summary = try await office.store.head(of: notification)
        #expect(summary.status == StreamStatus("STUCK"))
        #expect(summary.labels == ["topic": office.topic.description])
        #expect(
            office.store.wakeUp(of: notification)
                == WakeUp(due: first.recordedAt, queue: Queue("slow"), semantics: 7, parked: summary.parked))
        #expect(summary.parked == "event 1 follows semantics 7, this version knows 2 alone: it is of a later version")
    }

    @Test func `a topic that cannot be understood keeps its labels`() async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        let page = try await office.store.streams(StreamQuery(category: .topic))
        let topic = try #require(page.streams.first)
        _ = try await office.append("Painted", "{}", to: topic.stream)
        _ = try await office.store.rebuildIndexes(with: DaybookIndexer())
        let summary = try await office.store.head(of: topic.stream)
        #expect(summary.labels == topic.labels)
        #expect(summary.status == topic.status)
        #expect(office.store.wakeUp(of: topic.stream) == nil)
    }

    @Test func `a stream of a category without a meaning stops the rebuild`() async throws {
        let office = try PostOffice()
        let stream = StreamID(StreamCategory("pigeon"), UUID())
        let event = NewEvent(type: EventType("Flew"), recordedAt: office.clock.now(), payload: Array("{}".utf8))
        _ = try await office.store.commit(
            Commit(id: CommitID(UUID()), Append(to: stream, expected: .empty, events: [event])))
        await #expect(throws: UnknownStreamCategory.self) {
            try await office.store.rebuildIndexes(with: DaybookIndexer())
        }
    }
}
