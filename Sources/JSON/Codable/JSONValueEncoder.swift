/// Encodes `Encodable` types as a ``JSONValue``.
///
/// Members come in the order in which a type encodes them; those of a `Dictionary` with string keys are sorted by key, so that
/// equal values give equal texts. The representations are those ``JSONValueDecoder`` reads; a date is written in UTC
/// with three fractional digits, or six where it has microseconds. Infinity and NaN are errors.
public struct JSONValueEncoder: Sendable {
    /// What the types being encoded may look up.
    public var userInfo: [CodingUserInfoKey: any Sendable] = [:]

    /// An encoder without user info.
    public init() {}

    /// Encodes a value; throws `EncodingError` with the path of the offending member.
    public func encode(_ value: some Encodable) throws -> JSONValue {
        try ValueEncoder(codingPath: [], userInfo: userInfo).encoded(value)
    }
}
