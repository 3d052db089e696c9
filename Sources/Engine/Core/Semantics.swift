/// The rules by which an execution is decided, by number.
///
/// The number an execution started with is in its first event and stays its number. A change that would decide an old
/// history differently gets a new number beside the old path; numbers are never reused, nor shared with those of other streams that
/// an engine claims: 2 is notifications', the next is 3.
public struct Semantics: RawRepresentable, Hashable, Sendable, Comparable {
    /// The number.
    public let rawValue: Int

    /// Names the rules of this number.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// The rules new executions start with, and the highest that this version understands.
    public static let current = Semantics(rawValue: 1)

    /// Orders rules by age.
    public static func < (a: Semantics, b: Semantics) -> Bool { a.rawValue < b.rawValue }
}
