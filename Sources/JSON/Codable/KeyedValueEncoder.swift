/// Encodes the members of an object.
struct KeyedValueEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: ValueEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil(forKey key: Key) {
        encoder.node.set(.null, for: key.stringValue)
    }

    /// Serves the requirements for every primitive type too.
    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        let encoded = try ValueEncoder.scalar(value) { codingPath + [key] } ?? encoder.child(key).encoded(value)
        encoder.node.set(encoded, for: key.stringValue)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        open(key).container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        open(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        open(JSONCodingKey.super)
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        open(key)
    }

    private func open(_ key: some CodingKey) -> ValueEncoder {
        let child = encoder.child(key)
        encoder.node.set(child.node, for: key.stringValue)
        return child
    }
}
