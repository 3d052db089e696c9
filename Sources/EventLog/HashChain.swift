internal import FoundationEssentials

/// The chain that ties each event to all events before it in its stream.
///
/// `hash = SHA-256(tag, previous hash, category, id, version, type, recorded-at, commit id, key id, payload)`: the tag is
/// the nine bytes `daybook-1`; every other field is preceded by its length in bytes. Lengths, the version and recorded-at
/// (microseconds) are 8 bytes, big-endian; ids are the 16 bytes of the UUID; the key id is empty until payloads are
/// encrypted. The chain shows a changed, missing or inserted event. It does not show a tail that was cut off or a whole
/// stream that is gone: for that a head must be kept outside the store.
public enum HashChain {
    private static let tag = Array("daybook-1".utf8)

    /// The events that `append` adds, numbered and chained from its expected head.
    static func records(of append: Append, commitID: CommitID) -> [RecordedEvent] {
        var head = append.expected
        var input: [UInt8] = []
        return append.events.map { event in
            let version = head.version.next
            let hash = hash(
                previous: head.hash, stream: append.stream, version: version, type: event.type,
                recordedAt: event.recordedAt, commitID: commitID, payload: event.payload, in: &input)
            head = StreamHead(version: version, hash: hash)
            return RecordedEvent(
                stream: append.stream, version: version, type: event.type, recordedAt: event.recordedAt,
                commitID: commitID, payload: event.payload, hash: hash)
        }
    }

    /// The hash that `event` must have if it follows an event with the hash `previous`.
    public static func expectedHash(of event: RecordedEvent, previous: SHA256Hash) -> SHA256Hash {
        var input: [UInt8] = []
        return hash(
            previous: previous, stream: event.stream, version: event.version, type: event.type,
            recordedAt: event.recordedAt, commitID: event.commitID, payload: event.payload, in: &input)
    }

    /// Follows `events` from `start` and returns the head they lead to.
    ///
    /// - Throws: `ChainBreak` that names the first event which does not follow from the one before it.
    public static func verify(
        _ events: some Sequence<RecordedEvent>, from start: StreamHead = .empty
    ) throws(ChainBreak) -> StreamHead {
        var head = start
        for event in events {
            guard event.version == head.version.next else {
                throw ChainBreak(stream: event.stream, version: head.version.next, reason: .missing)
            }
            guard event.hash == expectedHash(of: event, previous: head.hash) else {
                throw ChainBreak(stream: event.stream, version: event.version, reason: .changed)
            }
            head = event.head
        }
        return head
    }

    /// Hashes in a buffer that the caller keeps: a commit hashes all its events in one.
    private static func hash(
        previous: SHA256Hash, stream: StreamID, version: StreamVersion, type: EventType, recordedAt: Timestamp,
        commitID: CommitID, payload: [UInt8], in input: inout [UInt8]
    ) -> SHA256Hash {
        input.removeAll(keepingCapacity: true)
        input.reserveCapacity(max(512, 232 + payload.count))
        input.append(contentsOf: tag)
        input.append(integer: 32)
        previous.withUnsafeBytes { input.append(contentsOf: $0) }
        input.append(field: stream.category.rawValue.utf8)
        input.append(uuid: stream.uuid)
        input.append(integer: 8)
        input.append(integer: version.rawValue)
        input.append(field: type.rawValue.utf8)
        input.append(integer: 8)
        input.append(integer: recordedAt.microseconds)
        input.append(uuid: commitID.uuid)
        input.append(integer: 0)
        input.append(field: payload)
        return SHA256Hash(of: input)
    }
}

extension [UInt8] {
    fileprivate mutating func append(integer: Int64) {
        Swift.withUnsafeBytes(of: integer.bigEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func append(field: some Collection<UInt8>) {
        append(integer: Int64(field.count))
        append(contentsOf: field)
    }

    fileprivate mutating func append(uuid: UUID) {
        append(integer: 16)
        Swift.withUnsafeBytes(of: uuid.uuid) { append(contentsOf: $0) }
    }
}
