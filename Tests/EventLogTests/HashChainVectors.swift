import EventLog
import FoundationEssentials

/// An event whose link of the chain was computed by `Golden/hash-chain.py`.
struct HashChainVector: Sendable {
    let category: String
    let uuid: String
    let version: Int
    let type: String
    let recordedAt: Int64
    let commit: String
    let payload: String
    let hash: String

    var event: RecordedEvent? {
        guard let stream = StreamID("\(category)/\(uuid)"), let commit = UUID(uuidString: commit),
            let hash = SHA256Hash(hex: hash)
        else { return nil }
        return RecordedEvent(
            stream: stream, version: StreamVersion(version), type: EventType(type),
            recordedAt: Timestamp(microseconds: recordedAt), commitID: CommitID(commit), payload: Array(payload.utf8),
            hash: hash)
    }

    private static let stream = "01938f5e-7c00-7abc-8def-0123456789ab"
    private static let other = "ffffffff-ffff-8fff-bfff-ffffffffffff"
    private static let first = "00000000-0000-4000-8000-000000000001"
    private static let second = "00000000-0000-4000-8000-000000000002"

    /// Three streams, one after the other.
    static let streams: [[HashChainVector]] = [
        [
            HashChainVector(
                category: "execution", uuid: stream, version: 1, type: "ExecutionStarted",
                recordedAt: 1_767_225_600_123_456, commit: first, payload: #"{"input":{"n":1.10}}"#,
                hash: "278bced8f8f062b6a1d5b3b340628acd74d42cfa50a1ee25465d094ce69b11b5"),
            HashChainVector(
                category: "execution", uuid: stream, version: 2, type: "TaskScheduled",
                recordedAt: 1_767_225_600_123_456, commit: first, payload: "{}",
                hash: "b33b2c56acf61983d4bbd8da28ab26c854b606de1c1d33d954a9d3a451dc057e"),
            HashChainVector(
                category: "execution", uuid: stream, version: 3, type: "TaskSucceeded",
                recordedAt: 1_767_225_601_000_000, commit: second, payload: "{\"output\":\"Grüße \u{1F600}\"}",
                hash: "22a7d93f6d7aa493e855b720f8355410c761a483b9584b2b48414d53db5bc5fd"),
        ],
        [
            HashChainVector(
                category: "definition", uuid: other, version: 1, type: "D", recordedAt: 0, commit: second, payload: "",
                hash: "ab22ad0a3cdddb2c5f502a989ce40b41f328f4e1c5847858c37001df5ac43a5a")
        ],
        [
            HashChainVector(
                category: "a-1", uuid: other, version: 1, type: "Ümläut", recordedAt: -1, commit: first,
                payload: #""\u0000""#, hash: "ad22f2c9176842caf6fa47b3ac997ba23d24175cb05915747e922227ae733fe2"),
            HashChainVector(
                category: "a-1", uuid: other, version: 2, type: String(repeating: "T", count: 64),
                recordedAt: 253_402_300_799_999_999, commit: second, payload: String(repeating: "x", count: 5000),
                hash: "fcb7e1c06a500cdad9dd086c3df69bc967cd2bd6fbe3e4d22af2002d3b50fd8c"),
        ],
    ]
}
