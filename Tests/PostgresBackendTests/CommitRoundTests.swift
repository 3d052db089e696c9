import EventLog
import Foundation
import Testing

@testable import PostgresBackend

@Suite struct CommitRoundTests {
    let a = PostgresScene.newStream()
    let b = PostgresScene.newStream()
    let c = PostgresScene.newStream()

    func pending(_ commits: Commit...) -> [PendingCommit] { CommitTicket(commits).pending }

    func places(_ commits: [PendingCommit]) -> [Int] { commits.map(\.place) }

    @Test func `a stream is named once in a transaction, and order is kept`() {
        let first = PostgresScene.commit(["1"], to: a)
        let second = PostgresScene.commit(["2"], to: a, after: first.heads[0])
        let other = PostgresScene.commit(["1"], to: b)
        let both = Commit(
            id: CommitID(UUID()),
            appends: [
                Append(to: c, expected: .empty, events: first.appends[0].events),
                Append(to: a, expected: second.heads[0], events: first.appends[0].events),
            ])
        let after = PostgresScene.commit(["2"], to: c, after: both.heads[0])
        let round = CommitRound(pending(first, second, other, both, after), heads: [:])
        #expect(places(round.batch) == [0, 2])
        #expect(places(round.rest) == [1, 3, 4])
        #expect(round.suspects.isEmpty)
    }

    @Test func `what expects another head than is known is looked at`() {
        let head = PostgresScene.commit(["1"], to: a).heads[0]
        let stale = PostgresScene.commit(["x"], to: a)
        let next = PostgresScene.commit(["2"], to: a, after: head)
        let later = PostgresScene.commit(["3"], to: a, after: next.heads[0])
        let round = CommitRound(pending(stale, next, later), heads: [a: head])
        #expect(places(round.suspects) == [0])
        #expect(places(round.batch) == [1])
        // It may build upon the one before it, so it is not judged yet.
        #expect(places(round.rest) == [2])
    }

    @Test func `a transaction has its limits, and one commit always fits`() {
        let big = PostgresScene.commit((1...5).map(String.init), to: a)
        let small = PostgresScene.commit(["1"], to: b)
        let round = CommitRound(pending(big, small), heads: [:], limits: .init(events: 3, bytes: 1000))
        #expect(places(round.batch) == [0])
        #expect(places(round.rest) == [1])
    }

    @Test func `a transaction names four months at the most`() {
        let commits = (0..<6).map { month in
            let time = Timestamp(microseconds: 1_700_000_000_000_000).adding(.seconds(month * 31 * 86_400))
            return PostgresScene.commit(["1"], to: StreamID(a.category, UUID(version7: time, random: 1)))
        }
        let round = CommitRound(CommitTicket(commits).pending, heads: [:])
        #expect(places(round.batch) == [0, 1, 2, 3])
        #expect(places(round.rest) == [4, 5])
    }

    @Test func `a call is answered with its last outcome, in the order of its commits`() async throws {
        let ticket = CommitTicket([PostgresScene.commit(["1"], to: a), PostgresScene.commit(["1"], to: b)])
        let conflict = CommitOutcome.conflict(stream: b, head: .empty)
        ticket.settle(1, conflict)
        #expect(!ticket.isAnswered)
        ticket.settle(0, .committed)
        ticket.fail(.closed)
        #expect(try await ticket.answer() == [.committed, conflict])
    }

    @Test func `times beyond those of Postgres are refused, and the others come back`() {
        let bad: [Int64] = [.min, -210_866_803_200_000_001]
        for microseconds in bad {
            #expect(!Timestamp(microseconds: microseconds).isInPostgres)
        }
        let good: [Int64] = [-210_866_803_200_000_000, -1, 0, 1, 946_684_800_000_000, .max]
        for microseconds in good {
            let time = Timestamp(microseconds: microseconds)
            #expect(time.isInPostgres)
            #expect(Timestamp(postgresMicroseconds: time.postgresMicroseconds) == time)
        }
    }
}
