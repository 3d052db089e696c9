import Engine
import EventLog
import Foundation
import JSON
import Testing

@testable import Notifications

@Suite struct CoreTests {
    @Test(arguments: [
        (ENOSPC, false), (EDQUOT, false), (EIO, false), (EROFS, false), (EMFILE, false), (ESTALE, false),
        (ENOENT, false), (ENOTDIR, true), (EACCES, true), (EPERM, true), (ENAMETOOLONG, true), (ELOOP, true),
    ])
    func `failures that pass are told from those that stay`(code: Int32, isPermanent: Bool) {
        let error = SystemCallError(call: "open", path: "/mail", code: code)
        #expect(error.isPermanent == isPermanent)
        #expect(error.description.hasPrefix("open /mail: "))
    }

    @Test func `pauses double, stay within their half, and never pass the longest`() {
        let schedule = RetrySchedule(firstPauseMilliseconds: 1000, longestPauseMilliseconds: 900_000)
        for attempt in [1, 2, 3, 9, 10, 11, 64, 1000, Int.max] {
            let whole = min(Duration.seconds(1 << min(attempt - 1, 20)), .seconds(900))
            for chance in [UInt64(0), 1, 0x8000_0000_0000_0000, .max] {
                let pause = schedule.pause(after: attempt, seed: Seed(high: chance, low: ~chance))
                #expect(pause >= whole / 2 && pause <= whole, "\(attempt): \(pause)")
            }
        }
    }

    @Test(arguments: [(262_144, true), (262_145, false)])
    func `a message has at most 262,144 bytes`(count: Int, isAccepted: Bool) throws {
        // Two bytes a character: bytes are counted, not characters.
        let text = String(repeating: "é", count: count / 2) + (count % 2 == 0 ? "" : "x")
        let input = try JSONText(validating: #"{"TopicArn":"\#(Self.topic)","Message":"\#(text)"}"#)
        if isAccepted {
            #expect(try PublishParameters(input).message == text)
        } else {
            let error = #expect(throws: TaskError.self) { try PublishParameters(input) }
            #expect(error?.cause.hasPrefix("Invalid parameter: Message too long") == true)
        }
    }

    private static let topic = "arn:aws:sns:us-east-1:123456789012:T"
    private static let endpoint = SubscriptionEndpoint.maildir(path: "/mail")

    private static func published(_ count: Int = 1) throws -> NotificationEvent {
        .published(
            .init(
                queue: .notification, topic: try TopicARN(topic), subject: "s", message: "m\u{0}é\n\"",
                execution: StreamID(.execution, UUID(high: 1, low: 1)), executionName: "one", state: "S",
                task: TaskID(rawValue: 3),
                retry: RetrySchedule(firstPauseMilliseconds: 1000, longestPauseMilliseconds: 8000),
                giveUpAt: Timestamp(microseconds: 60_000_000),
                subscribers: (0..<count).map {
                    .init(id: SubscriptionID(UUID(high: 9, low: UInt64($0))), endpoint: endpoint)
                }))
    }

    private static func recorded(_ event: NewEvent) -> RecordedEvent {
        let commit = Commit(
            id: CommitID(UUID(high: 5, low: 5)),
            Append(
                to: StreamID(.notification, UUID(high: 6, low: 6)), expected: .empty, events: [event]))
        return commit.records[0][0]
    }

    private static let subscriber = NotificationEvent.Subscriber(
        id: SubscriptionID(UUID(high: 9, low: 0)), endpoint: endpoint, isRaw: true, nonce: "n")
    private static let notification = StreamID(.notification, UUID(high: 6, low: 6))

    private static var created: DeliveryEvent {
        .created(
            .init(
                semantics: 2, queue: .notification, notification: notification, subscriber: subscriber,
                retry: RetrySchedule(firstPauseMilliseconds: 1000, longestPauseMilliseconds: 8000),
                giveUpAt: Timestamp(microseconds: 60_000_000)))
    }

    @Test func `every event comes back as it was written`() throws {
        let (one, two) = (WorkerID(UUID(high: 1, low: 1)), WorkerID(UUID(high: 2, low: 2)))
        let events: [NotificationEvent] = [
            try Self.published(), try Self.published(0), .takenOver(by: one, from: two),
            .resolved(.init(subscribers: [Self.subscriber], problem: nil)),
            .resolved(.init(subscribers: [], problem: "no topic")),
            .fannedOut(deliveries: [.delivery(of: Self.notification, to: Self.subscriber.id)]),
        ]
        for event in events {
            let record = Self.recorded(event.newEvent(recordedAt: Timestamp(microseconds: 1)))
            #expect(try NotificationEvent(record) == event)
        }
        let deliveryEvents: [DeliveryEvent] = [
            Self.created, .takenOver(by: one, from: two),
            .delivered(.init(attempt: 1, wasThere: false, answer: "file")),
            .delivered(.init(attempt: 7, wasThere: true, answer: nil)),
            .failed(
                .init(
                    attempt: 2, reason: "EIO", retryAfterMilliseconds: 5, retryAt: Timestamp(microseconds: 5),
                    seed: Seed(high: .max, low: 0))),
            .givenUp(.init(attempt: 3, reason: "gone", isPermanent: true)),
            .givenUp(.init(attempt: 3, reason: "late", isPermanent: false)),
            .resendRequested(.init(by: "ann", giveUpAt: Timestamp(microseconds: 9))),
        ]
        for event in deliveryEvents {
            let record = Self.recorded(event.newEvent(recordedAt: Timestamp(microseconds: 1)))
            #expect(try DeliveryEvent(record) == event)
        }
    }

    @Test func `deciding again on what was recorded gives the same bytes`() throws {
        var state = DeliveryState()
        #expect(state.evolve(Self.created, at: Timestamp(microseconds: 0)) == nil)
        var attempts = 0
        while let now = state.due {
            let seed = Seed(high: UInt64(attempts), low: 77)
            let event = try #require(state.decide(.failed(reason: "EIO"), at: now, seed: seed))
            var again: DeliveryEvent? = event
            if case .failed(let failed) = event {
                again = state.decide(.failed(reason: failed.reason), at: now, seed: failed.seed)
            }
            #expect(again?.newEvent(recordedAt: now) == event.newEvent(recordedAt: now))
            #expect(state.evolve(event, at: now) == nil)
            attempts += 1
        }
        #expect(state.status == .givenUp)
        #expect(state.lastEventAt == Timestamp(microseconds: 60_000_000))
        #expect(state.attempts == attempts)
        #expect(state.decide(.failed(reason: "EIO"), at: state.lastEventAt, seed: Seed(high: 0, low: 0)) == nil)
    }

    @Test func `an event that cannot follow changes nothing`() throws {
        var state = DeliveryState()
        let delivered = DeliveryEvent.delivered(.init(attempt: 1, wasThere: false, answer: nil))
        #expect(state.evolve(delivered, at: Timestamp(microseconds: 0)) != nil)
        #expect(state == DeliveryState())
        #expect(state.evolve(Self.created, at: Timestamp(microseconds: 0)) == nil)
        let second = DeliveryEvent.delivered(.init(attempt: 2, wasThere: false, answer: nil))
        #expect(state.evolve(second, at: Timestamp(microseconds: 1)) != nil, "the first attempt has no end yet")
        let resent = DeliveryEvent.resendRequested(.init(by: nil, giveUpAt: Timestamp(microseconds: 9)))
        #expect(state.evolve(delivered, at: Timestamp(microseconds: 1)) == nil)
        let end = state
        #expect(state.evolve(resent, at: Timestamp(microseconds: 2)) != nil, "it was delivered")
        #expect(state.evolve(delivered, at: Timestamp(microseconds: 2)) != nil)
        #expect(state.evolve(Self.created, at: Timestamp(microseconds: 2)) != nil)
        #expect(state == end)
    }

    @Test func `a notification is fanned out once, to as many as it has subscribers`() throws {
        var state = NotificationState()
        let none = NotificationState()
        #expect(state.evolve(.fannedOut(deliveries: []), at: Timestamp(microseconds: 0)) != nil)
        #expect(state == none)
        #expect(state.evolve(try Self.published(2), at: Timestamp(microseconds: 0)) == nil)
        #expect(state.status == .pending && state.wakeUp(holder: nil)?.due == Timestamp(microseconds: 0))
        let deliveries = state.subscribers.map { StreamID.delivery(of: Self.notification, to: $0.id) }
        #expect(Set(deliveries).count == 2)
        let published = state
        let fewer = NotificationEvent.fannedOut(deliveries: Array(deliveries.prefix(1)))
        #expect(state.evolve(fewer, at: Timestamp(microseconds: 1)) != nil)
        #expect(state == published)
        #expect(state.evolve(state.fannedOut(Self.notification), at: Timestamp(microseconds: 1)) == nil)
        #expect(state.status == .fannedOut && state.wakeUp(holder: nil) == nil)
        #expect(state.evolve(state.fannedOut(Self.notification), at: Timestamp(microseconds: 2)) != nil)
        #expect(state.evolve(try Self.published(), at: Timestamp(microseconds: 2)) != nil)
    }

    @Test(arguments: [
        (#""semantics":2"#, #""semantics":3"#, "semantics 3, this version knows 2 alone: it is of a later version"),
        (#""semantics":2"#, #""semantics":1"#, "semantics 1, this version knows 2 alone: it is of an earlier version"),
        (#""protocol":"maildir""#, #""protocol":"pigeon""#, "protocol 'pigeon'"),
        (#""state":"S""#, #""state":"S","colour":"red""#, "field 'colour'"),
        (#""endpoint":"/mail""#, #""endpoint":"/mail","colour":"red""#, "field 'colour'"),
        (#""longestPauseMilliseconds":8000"#, #""longestPauseMilliseconds":9223372036854775807"#, "'longestPause"),
        (#""task":3"#, #""task":"3""#, "'task'"), (#""executionName":"one","#, "", "'executionName'"),
    ])
    func `a notification that this version does not know is an error with a name`(
        old: String, new: String, words: String
    ) throws {
        let event = try Self.published().newEvent(recordedAt: Timestamp(microseconds: 0))
        let text = String(decoding: event.payload, as: UTF8.self)
        try #require(text.contains(old))
        let changed = NewEvent(
            type: event.type, recordedAt: event.recordedAt, payload: Array(text.replacing(old, with: new).utf8))
        let error = #expect(throws: NotificationEventError.self) { try NotificationEvent(Self.recorded(changed)) }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test func `the core names no clock, no chance, no file and no task`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Notifications/Core")
        let files = try FileManager.default.contentsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }
        #expect(files.count >= 10)
        let banned = [
            "import Foundation", "import Glibc", "import Dispatch", "import Synchronization", "EngineClock", "Date()",
            ".now()", ".random(", "Task {", "await ", "async ", "FileManager", "UUID()", "EventStore",
        ]
        for file in files {
            let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
            for word in banned { #expect(!text.contains(word), "\(file) names \(word)") }
        }
    }
}
