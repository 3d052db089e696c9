/// Why an object could not be read or written.
@nonexhaustive
public enum ObjectStoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no such object.
    case noSuchKey(ObjectLocation)
    /// The name of a bucket or an object is not allowed here.
    case invalidName(String)
    /// The system's reason.
    case failed(ObjectLocation, reason: String)

    /// A sentence with the place.
    public var description: String {
        switch self {
        case .noSuchKey(let location): "there is no object \(location)"
        case .invalidName(let name): "'\(name)' is not allowed as the name of a bucket or an object"
        case .failed(let location, let reason): "\(location): \(reason)"
        }
    }
}
