/// Decodes `Decodable` types from a ``JSONValue``.
///
/// Members that a type does not ask for are passed over, as `Codable` does everywhere. Numbers must fit: an integer out of
/// the type's range, or with a fraction, and a floating-point number beyond the type's largest are errors, never rounded to
/// fit. `Date` is ISO 8601 with or without fractional seconds, `Data` is base64, `URL` and `UUID` are strings, `Decimal` is
/// a number without loss of digits. ``JSONValue`` and ``JSONNumber`` come out exactly.
public struct JSONValueDecoder: Sendable {
    /// What the types being decoded may look up.
    public var userInfo: [CodingUserInfoKey: any Sendable] = [:]

    /// A decoder without user info.
    public init() {}

    /// Decodes a value; throws `DecodingError` with the path of the offending member.
    public func decode<Value: Decodable>(_ type: Value.Type, from value: JSONValue) throws -> Value {
        try ValueDecoder(value: value, codingPath: [], userInfo: userInfo).decode(type)
    }

    /// Decodes a text; throws `DecodingError`, or ``JSONError`` when a text taken unchecked is not JSON.
    public func decode<Value: Decodable>(_ type: Value.Type, from text: JSONText) throws -> Value {
        try decode(type, from: text.value())
    }
}
