public import FoundationEssentials

/// Names one run of one engine process; a restarted process is another worker.
public struct WorkerID: Hashable, Sendable, CustomStringConvertible {
    /// The id's 128 bits.
    public let uuid: UUID

    /// Takes an id.
    public init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Reads the form that `description` writes; `nil` where the text has another form.
    public init?(_ description: String) {
        guard let uuid = UUID(uuidString: description) else { return nil }
        self.uuid = uuid
    }

    /// The UUID in lower case.
    public var description: String { uuid.text }
}
