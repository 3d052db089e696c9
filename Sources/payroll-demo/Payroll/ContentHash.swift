import EventLog

/// Names a content that is read in pieces: the hash of the hashes of its parts of 1 MiB.
struct ContentHash {
    private var part: [UInt8] = []
    private var hashes: [UInt8] = []
    private static let partSize = 1 << 20

    mutating func add(_ bytes: [UInt8]) {
        part += bytes
        while part.count >= ContentHash.partSize {
            hashes += SHA256Hash(of: Array(part.prefix(ContentHash.partSize))).bytes
            part.removeFirst(ContentHash.partSize)
        }
    }

    var value: SHA256Hash {
        SHA256Hash(of: part.isEmpty ? hashes : hashes + SHA256Hash(of: part).bytes)
    }
}
