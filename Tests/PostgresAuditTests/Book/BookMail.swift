import Engine
import EventLog
import Foundation
@testable import Notifications

/// A message of the book and its deliveries, decided as the notifications' own core decides them.
struct BookMail {
    let stream: StreamID
    private var state = NotificationState()
    private var commits: [Commit] = []
    private var events: [RecordedEvent] = []
    private var now: Timestamp
    private let topic: String

    init(
        _ stream: StreamID, _ run: BookRun, task: TaskID, topic: String, subject: String?, message: String,
        to paths: [String]
    ) {
        self.stream = stream
        self.topic = topic
        now = run.now
        guard let arn = try? TopicARN(topic) else { return }
        record(
            .published(
                .init(
                    queue: .notification, topic: arn, subject: subject, message: message, execution: run.stream,
                    executionName: run.name,
                    state: topic == PayrollBook.success ? "successNotification" : "errorNotification", task: task,
                    retry: RetrySchedule(firstPauseMilliseconds: 1000, longestPauseMilliseconds: 900_000),
                    giveUpAt: now.adding(.seconds(259_200)),
                    subscribers: paths.map {
                        .init(id: SubscriptionID(of: .maildir(path: $0), to: arn), endpoint: .maildir(path: $0))
                    })))
    }

    mutating func deliver(to path: String, after: Duration, answer: String, wasThere: Bool = false) {
        end(.delivered(answer: answer, wasThere: wasThere), path, after)
    }

    mutating func fail(to path: String, after: Duration, _ reason: String) { end(.failed(reason: reason), path, after) }

    mutating func giveUp(to path: String, after: Duration, _ reason: String) {
        end(.failedForGood(reason: reason), path, after)
    }

    /// Everything that was committed, the last with what the indexes hold.
    func written() throws -> [Commit] {
        guard let last = commits.last else { return [] }
        let index = try NotificationIndexer().index(of: stream, events: events)
        let append = Append(
            to: stream, expected: last.appends[0].expected, events: last.appends[0].events,
            wakeUp: index.wakeUp.map { .set($0) } ?? .unchanged, status: index.status, labels: index.labels)
        return commits.dropLast() + [Commit(id: last.id, append)]
    }

    /// A topic with its subscriptions: the accountant's was removed on the tenth.
    static func topic(_ text: String) throws -> Append {
        let topic = try TopicARN(text)
        var events = [(TopicEvent.created(topic: topic, by: "setup"), "2026-01-02T08:00:00.000000Z")]
        let owner = SubscriptionEndpoint.maildir(path: "/mail/owner")
        events.append(
            (
                .subscriptionConfirmed(SubscriptionID(of: owner, to: topic), owner, by: "ann"),
                "2026-01-02T08:01:00.000000Z"
            ))
        if text == PayrollBook.success {
            let accountant = SubscriptionEndpoint.maildir(path: "/mail/accountant")
            let id = SubscriptionID(of: accountant, to: topic)
            events.append((.subscriptionConfirmed(id, accountant, by: "ann"), "2026-01-02T08:02:00.000000Z"))
            events.append((.subscriptionRemoved(id, by: "bob"), "2026-01-10T12:00:00.000000Z"))
        }
        return Append(
            to: topic.stream, expected: .empty,
            events: try events.map { $0.newEvent(recordedAt: try BookRun.time($1)) },
            labels: TopicState.labels(of: topic))
    }

    private mutating func end(_ outcome: DeliveryOutcome, _ path: String, _ after: Duration) {
        now = now.adding(after)
        guard let arn = try? TopicARN(topic) else { return }
        let id = SubscriptionID(of: .maildir(path: path), to: arn)
        for event in state.decide(outcome, for: id, at: now, seed: Seed(high: 1, low: 2)) { record(event) }
    }

    private mutating func record(_ event: NotificationEvent) {
        let problem = state.evolve(event, at: now)
        precondition(problem == nil, "the book is wrong: \(problem ?? "")")
        let id = CommitID(UUID(high: stream.uuid.high & ~0xf000 | 0x4000, low: 1 << 63 | UInt64(commits.count)))
        let commit = Commit(
            id: id,
            Append(to: stream, expected: events.last?.head ?? .empty, events: [event.newEvent(recordedAt: now)]))
        commits.append(commit)
        events += commit.records[0]
    }
}
