/// Encodes the elements of an array.
struct UnkeyedValueEncoder: UnkeyedEncodingContainer {
    let encoder: ValueEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { encoder.node.count }

    func encodeNil() {
        encoder.node.append(.null)
    }

    /// Serves the requirements for every primitive type too.
    func encode<Value: Encodable>(_ value: Value) throws {
        let key = JSONCodingKey(intValue: count)
        encoder.node.append(try ValueEncoder.scalar(value) { codingPath + [key] } ?? encoder.child(key).encoded(value))
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        open().container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        open().unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        open()
    }

    private func open() -> ValueEncoder {
        let child = encoder.child(JSONCodingKey(intValue: count))
        encoder.node.append(child.node)
        return child
    }
}
