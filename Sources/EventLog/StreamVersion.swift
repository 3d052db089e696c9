/// The number of an event within its stream: 1, 2, 3, … without gaps; 0 stands before the first.
public struct StreamVersion: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The number as it is stored and hashed: 0 to 2⁶³ − 1.
    public let rawValue: Int64

    /// Makes the version of this number.
    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Makes the version of this number.
    public init(_ number: Int) {
        self.rawValue = Int64(number)
    }

    /// The version of a stream that has no event yet.
    public static let none = StreamVersion(0)

    /// The version after this one.
    public var next: StreamVersion { StreamVersion(rawValue: rawValue + 1) }

    /// The version `count` events later.
    public func advanced(by count: Int) -> StreamVersion { StreamVersion(rawValue: rawValue + Int64(count)) }

    /// The number in decimal.
    public var description: String { String(rawValue) }

    /// Orders versions as the stream does.
    public static func < (a: StreamVersion, b: StreamVersion) -> Bool { a.rawValue < b.rawValue }
}
