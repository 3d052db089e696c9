import EventLog
import FoundationEssentials
import Testing

@Suite struct HashChainTests {
    @Test("The chain has the golden links", arguments: HashChainVector.streams)
    func golden(_ vectors: [HashChainVector]) throws {
        let events = try vectors.map { try #require($0.event) }
        var previous = SHA256Hash.zero
        for (event, vector) in zip(events, vectors) {
            #expect(HashChain.expectedHash(of: event, previous: previous).hex == vector.hash)
            previous = event.hash
        }
        let last = try #require(events.last)
        #expect(try HashChain.verify(events) == last.head)
    }

    @Test("A commit computes the golden links", arguments: HashChainVector.streams)
    func commit(_ vectors: [HashChainVector]) throws {
        var head = StreamHead.empty
        for vector in vectors {
            let event = try #require(vector.event)
            let new = NewEvent(type: event.type, recordedAt: event.recordedAt, payload: event.payload)
            let commit = Commit(id: event.commitID, Append(to: event.stream, expected: head, events: [new]))
            #expect(commit.records == [[event]])
            head = commit.heads[0]
        }
    }

    /// Every way to change one field of the second event of three.
    static let changes: [(String, @Sendable (RecordedEvent) -> RecordedEvent)] = [
        ("type", { $0.changed(type: EventType("Other")) }),
        ("time", { $0.changed(recordedAt: Timestamp(microseconds: 1)) }),
        ("commit", { $0.changed(commitID: CommitID(UUID(high: 1, low: 1))) }),
        ("payload", { $0.changed(payload: Array("{ }".utf8)) }),
        ("hash", { $0.changed(hash: SHA256Hash(of: [])) }),
    ]

    @Test("A changed field breaks the chain at its event", arguments: changes.map(\.0))
    func changed(_ field: String) throws {
        var events = try HashChainVector.streams[0].map { try #require($0.event) }
        let change = try #require(HashChainTests.changes.first { $0.0 == field }).1
        events[1] = change(events[1])
        let expected = ChainBreak(stream: events[1].stream, version: StreamVersion(2), reason: .changed)
        #expect(throws: expected) { try HashChain.verify(events) }
    }

    @Test func `a missing event breaks the chain where it was`() throws {
        var events = try HashChainVector.streams[0].map { try #require($0.event) }
        events.remove(at: 1)
        let expected = ChainBreak(stream: events[0].stream, version: StreamVersion(2), reason: .missing)
        #expect(throws: expected) { try HashChain.verify(events) }
    }

    @Test func `a chain is verified from a known head on`() throws {
        let events = try HashChainVector.streams[0].map { try #require($0.event) }
        #expect(try HashChain.verify(events.dropFirst(), from: events[0].head) == events[2].head)
        #expect(throws: ChainBreak.self) {
            try HashChain.verify(
                events.dropFirst(), from: StreamHead(version: StreamVersion(1), hash: .zero))
        }
    }

    @Test func `a cut tail does not show, as the documentation says`() throws {
        let events = try HashChainVector.streams[0].map { try #require($0.event) }
        #expect(try HashChain.verify(events.dropLast()) == events[1].head)
    }
}

extension RecordedEvent {
    fileprivate func changed(
        type: EventType? = nil, recordedAt: Timestamp? = nil, commitID: CommitID? = nil, payload: [UInt8]? = nil,
        hash: SHA256Hash? = nil
    ) -> RecordedEvent {
        RecordedEvent(
            stream: stream, version: version, type: type ?? self.type, recordedAt: recordedAt ?? self.recordedAt,
            commitID: commitID ?? self.commitID, payload: payload ?? self.payload, hash: hash ?? self.hash)
    }
}
