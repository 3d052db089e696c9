/// Why a store could not do what it was asked.
///
/// A conflict is not an error: it is an answer of `commit`.
@nonexhaustive
public enum EventStoreError: Error, Hashable, Sendable {
    /// The store cannot be reached or is busy; nothing is known to be wrong with the request.
    case unavailable(reason: String)
    /// The store has no room left. Nothing was lost, nothing half written.
    case full(reason: String)
    /// The store cannot be written to. It can still be read.
    case readOnly(reason: String)
    /// What is stored is not what the store once wrote.
    case corrupted(reason: String)
    /// The store was written by a newer version than this one understands.
    case newerSchema(found: Int, supported: Int)
    /// The request itself breaks a rule, for example a payload that is not UTF-8.
    case invalidRequest(reason: String)
    /// The store was shut down.
    case closed
    /// Anything else, with the store's own code.
    case other(code: String, reason: String)

    /// What the caller does next.
    public enum Advice: Hashable, Sendable {
        /// Send the same request again after a while: with the same commit id or claim id it is safe.
        case sendAgain
        /// A person has to act first; sending again later is safe.
        case waitForOperator
        /// Sending the same again will fail again.
        case giveUp
    }

    /// What to do about it.
    public var advice: Advice {
        switch self {
        case .unavailable: .sendAgain
        case .full, .readOnly: .waitForOperator
        case .corrupted, .newerSchema, .invalidRequest, .closed, .other: .giveUp
        }
    }
}

extension EventStoreError: CustomStringConvertible {
    /// One line without payloads.
    public var description: String {
        switch self {
        case .unavailable(let reason): "the store is not available: \(reason)"
        case .full(let reason): "the store is full: \(reason)"
        case .readOnly(let reason): "the store is read-only: \(reason)"
        case .corrupted(let reason): "the store is damaged: \(reason)"
        case .newerSchema(let found, let supported):
            "the store has schema version \(found), this program understands up to \(supported): use a newer program"
        case .invalidRequest(let reason): "the request was refused: \(reason)"
        case .closed: "the store is closed"
        case .other(let code, let reason): "the store failed (\(code)): \(reason)"
        }
    }
}
