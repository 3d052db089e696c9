import EventLog
import FoundationEssentials
import Testing

@Suite struct CommitTests {
    let stream = StreamID(StreamCategory("thing"), UUID(high: 1, low: 2))
    let other = StreamID(StreamCategory("thing"), UUID(high: 1, low: 3))
    let id = CommitID(UUID(high: 7, low: 7))

    func event(_ payload: String) -> NewEvent {
        NewEvent(type: EventType("T"), recordedAt: Timestamp(microseconds: 5), payload: Array(payload.utf8))
    }

    @Test func `events are numbered from the expected head on`() {
        let head = StreamHead(version: StreamVersion(41), hash: SHA256Hash(of: [1]))
        let commit = Commit(id: id, Append(to: stream, expected: head, events: [event("a"), event("b")]))
        #expect(commit.records[0].map(\.version) == [StreamVersion(42), StreamVersion(43)])
        #expect(commit.records[0].map(\.commitID) == [id, id])
        #expect(commit.heads == [commit.records[0][1].head])
        #expect(throws: Never.self) { try HashChain.verify(commit.records[0], from: head) }
    }

    @Test func `each append has a chain of its own`() {
        let commit = Commit(
            id: id,
            appends: [
                Append(to: stream, expected: .empty, events: [event("a")]),
                Append(to: other, expected: .empty, events: [event("a")]),
            ])
        #expect(commit.records.map(\.count) == [1, 1])
        #expect(commit.heads[0].version == commit.heads[1].version)
        #expect(commit.heads[0].hash != commit.heads[1].hash)
    }

    @Test func `an append without events ends where it began`() {
        let head = StreamHead(version: StreamVersion(3), hash: SHA256Hash(of: [1]))
        let commit = Commit(id: id, Append(to: stream, expected: head, events: []))
        #expect(commit.heads == [head])
        #expect(commit.records == [[]])
    }

    @Test func `the same commit made again is the same bytes`() {
        let append = Append(to: stream, expected: .empty, events: [event("a"), event("b")])
        #expect(Commit(id: id, append) == Commit(id: id, append))
        #expect(Commit(id: CommitID(UUID(high: 7, low: 8)), append).heads != Commit(id: id, append).heads)
    }
}
