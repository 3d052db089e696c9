/// Decodes one value: the decoder that types see, and at once its single-value container.
struct ValueDecoder {
    let value: JSONValue
    let codingPath: [any CodingKey]
    let sharedInfo: [CodingUserInfoKey: any Sendable]

    init(value: JSONValue, codingPath: [any CodingKey], userInfo: [CodingUserInfoKey: any Sendable]) {
        self.value = value
        self.codingPath = codingPath
        sharedInfo = userInfo
    }

    /// The decoder of a value inside this one.
    func child(_ value: JSONValue, _ key: some CodingKey) -> ValueDecoder {
        ValueDecoder(value: value, codingPath: codingPath + [key], userInfo: sharedInfo)
    }

    /// An object, or the error that this is none.
    func object() throws -> JSONObject {
        guard case .object(let object) = value else {
            throw ScalarFailure.wrongKind(expected: .object)
                .decodingError([String: JSONValue].self, value, codingPath)
        }
        return object
    }

    /// An array, or the error that this is none.
    func array() throws -> [JSONValue] {
        guard case .array(let elements) = value else {
            throw ScalarFailure.wrongKind(expected: .array).decodingError([JSONValue].self, value, codingPath)
        }
        return elements
    }
}

extension ValueDecoder: Decoder {
    var userInfo: [CodingUserInfoKey: Any] { sharedInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(KeyedValueDecoder<Key>(decoder: self, object: try object()))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        UnkeyedValueDecoder(decoder: self, elements: try array())
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        self
    }
}

extension ValueDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool {
        value.isNull
    }

    /// Serves the requirements for every primitive type too: they are scalars.
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if let decoded = try Self.scalar(type, value, { codingPath }) { return decoded }
        return try type.init(from: self)
    }
}

extension ValueDecoder {
    /// Decodes a type that maps to one value directly; nil for any other type.
    static func scalar<Value: Decodable>(
        _ type: Value.Type, _ value: JSONValue, _ codingPath: () -> [any CodingKey]
    ) throws -> Value? {
        guard let scalar = type as? any JSONScalar.Type else { return nil }
        do throws(ScalarFailure) {
            return try scalar.init(json: value) as? Value
        } catch {
            throw error.decodingError(type, value, codingPath())
        }
    }
}
