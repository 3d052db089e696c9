import Engine
import EventLog
import Foundation
@testable import Notifications

/// A message of the book and its deliveries, decided as the notifications' own core decides them.
struct BookMail {
    let stream: StreamID
    private var state = NotificationState()
    private var deliveries: [String: DeliveryState] = [:]
    private var commits: [Commit] = []
    private var events: [StreamID: [RecordedEvent]] = [:]
    private var now: Timestamp

    init(
        _ stream: StreamID, _ run: BookRun, task: TaskID, topic: String, subject: String?, message: String,
        to paths: [String]
    ) {
        self.stream = stream
        now = run.now
        guard let arn = try? TopicARN(topic) else { return }
        let published = NotificationEvent.published(
            .init(
                queue: .notification, topic: arn, subject: subject, message: message, execution: run.stream,
                executionName: run.name,
                state: topic == PayrollBook.success ? "successNotification" : "errorNotification", task: task,
                retry: RetrySchedule(firstPauseMilliseconds: 1000, longestPauseMilliseconds: 900_000),
                giveUpAt: now.adding(.seconds(259_200)),
                subscribers: paths.map {
                    .init(id: SubscriptionID(of: .maildir(path: $0), to: arn), endpoint: .maildir(path: $0))
                }))
        commit([append(to: stream, [published], &state)])
    }

    mutating func deliver(to path: String, after: Duration, answer: String, wasThere: Bool = false) {
        end(.delivered(answer: answer, wasThere: wasThere), path, after)
    }

    mutating func fail(to path: String, after: Duration, _ reason: String) { end(.failed(reason: reason), path, after) }

    mutating func giveUp(to path: String, after: Duration, _ reason: String) {
        end(.failedForGood(reason: reason), path, after)
    }

    /// Everything that was committed.
    func written() -> [Commit] { commits }

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
        guard let subscriber = state.subscribers.first(where: { $0.endpoint.address == path }) else { return }
        let delivery = StreamID.delivery(of: stream, to: subscriber.id)
        var fold = deliveries[path] ?? DeliveryState()
        var decided = fold
        var events: [DeliveryEvent] = []
        if fold.created == nil, let created = state.created(stream, for: subscriber) {
            _ = decided.evolve(created, at: now)
            events.append(created)
        }
        if let event = decided.decide(outcome, at: now, seed: Seed(high: 1, low: 2)) { events.append(event) }
        var appends = [append(to: delivery, events, &fold)]
        deliveries[path] = fold
        if deliveries.count == state.subscribers.count, !state.isFannedOut {
            appends.append(append(to: stream, [state.fannedOut(stream)], &state))
        }
        commit(appends)
    }

    private func append<Fold: StreamFold>(to stream: StreamID, _ new: [Fold.Event], _ fold: inout Fold) -> Append {
        for event in new {
            let problem = fold.evolve(event, at: now)
            precondition(problem == nil, "the book is wrong: \(problem ?? "")")
        }
        let head = events[stream]?.last?.head ?? .empty
        return Append(
            to: stream, expected: head, events: new.map { $0.newEvent(recordedAt: now) },
            wakeUp: fold.wakeUp(holder: nil).map { .set($0) } ?? (head == .empty ? .unchanged : .remove),
            status: fold.status, labels: fold.labels)
    }

    private mutating func commit(_ appends: [Append]) {
        let id = CommitID(UUID(high: stream.uuid.high & ~0xf000 | 0x4000, low: 1 << 63 | UInt64(commits.count)))
        let commit = Commit(id: id, appends: appends)
        commits.append(commit)
        for (append, records) in zip(appends, commit.records) { events[append.stream, default: []] += records }
    }
}
