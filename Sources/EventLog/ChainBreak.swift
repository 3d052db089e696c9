/// The first place where a stream's chain does not hold.
public struct ChainBreak: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong at the place.
    public enum Reason: Hashable, Sendable {
        /// The event's bytes are not those that were hashed, or the event before it was another one.
        case changed
        /// There is no event of this version although later ones are there.
        case missing
    }

    /// The stream.
    public let stream: StreamID
    /// The first version that is wrong.
    public let version: StreamVersion
    /// What is wrong.
    public let reason: Reason

    /// Names a broken place.
    public init(stream: StreamID, version: StreamVersion, reason: Reason) {
        self.stream = stream
        self.version = version
        self.reason = reason
    }

    /// One line without payloads.
    public var description: String {
        switch reason {
        case .changed: "the chain of \(stream) is broken: event \(version) is not what was recorded"
        case .missing: "the chain of \(stream) is broken: event \(version) is missing"
        }
    }
}
