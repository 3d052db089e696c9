/// Encodes one value: the encoder that types see.
struct ValueEncoder {
    let codingPath: [any CodingKey]
    let sharedInfo: [CodingUserInfoKey: any Sendable]
    let node = EncodingNode()

    init(codingPath: [any CodingKey], userInfo: [CodingUserInfoKey: any Sendable]) {
        self.codingPath = codingPath
        sharedInfo = userInfo
    }

    /// The encoder of a value inside this one.
    func child(_ key: some CodingKey) -> ValueEncoder {
        ValueEncoder(codingPath: codingPath + [key], userInfo: sharedInfo)
    }

    /// Encodes a value by itself.
    func encoded<Value: Encodable>(_ value: Value) throws -> JSONValue {
        if let scalar = try Self.scalar(value, { codingPath }) { return scalar }
        guard codingPath.count < JSONScanner.maximumDepth else {
            throw ScalarFailure.unfit("more than \(JSONScanner.maximumDepth) levels").encodingError(value, codingPath)
        }
        try value.encode(to: self)
        guard let encoded = node.value else {
            throw ScalarFailure.unfit("it encodes nothing").encodingError(value, codingPath)
        }
        if value is any StringKeyedDictionary, case .object(let object) = encoded {
            return .object(object.sortedByKey())
        }
        return encoded
    }
}

extension ValueEncoder: Encoder {
    var userInfo: [CodingUserInfoKey: Any] { sharedInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.beginObject()
        return KeyedEncodingContainer(KeyedValueEncoder<Key>(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.beginArray()
        return UnkeyedValueEncoder(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        self
    }
}

extension ValueEncoder: SingleValueEncodingContainer {
    func encodeNil() {
        node.set(.null)
    }

    /// Serves the requirements for every primitive type too: they are scalars.
    func encode<Value: Encodable>(_ value: Value) throws {
        let inner = ValueEncoder(codingPath: codingPath, userInfo: sharedInfo)
        node.set(try inner.encoded(value))
    }
}

extension ValueEncoder {
    /// Encodes a value that maps to one JSON value directly; nil for any other.
    static func scalar(_ value: some Encodable, _ codingPath: () -> [any CodingKey]) throws -> JSONValue? {
        guard let scalar = value as? any JSONScalar else { return nil }
        do throws(ScalarFailure) {
            return try scalar.json()
        } catch {
            throw error.encodingError(value, codingPath())
        }
    }
}

/// A dictionary that encodes as an object, in an order that changes from run to run.
private protocol StringKeyedDictionary {}

extension Dictionary: StringKeyedDictionary where Key == String {}

extension JSONObject {
    /// The same members by ascending key, compared by Unicode scalars.
    fileprivate func sortedByKey() -> JSONObject {
        JSONObject(
            uniqueMembers: storage.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) })
    }
}
