/// A worker's request for streams that are due.
public struct Claim: Hashable, Sendable {
    /// The request's name; unique, and kept when the request is sent again because its reply was lost.
    public let id: ClaimID
    /// Who asks. It must have called `keepAlive` before.
    public let worker: WorkerID
    /// The queues it serves.
    public let queues: [Queue]
    /// The highest semantics number it understands.
    public let semantics: Int
    /// The most streams it takes now, from 0. What moved behind its back is given beyond this number.
    public let limit: Int

    /// Describes a request.
    public init(id: ClaimID, worker: WorkerID, queues: [Queue], semantics: Int, limit: Int) {
        self.id = id
        self.worker = worker
        self.queues = queues
        self.semantics = semantics
        self.limit = limit
    }
}
