/// Decodes the elements of an array, one after the other.
struct UnkeyedValueDecoder: UnkeyedDecodingContainer {
    let decoder: ValueDecoder
    let elements: [JSONValue]
    private(set) var currentIndex = 0

    init(decoder: ValueDecoder, elements: [JSONValue]) {
        self.decoder = decoder
        self.elements = elements
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex == elements.count }

    mutating func decodeNil() throws -> Bool {
        guard try element(JSONValue.self).isNull else { return false }
        currentIndex += 1
        return true
    }

    /// Serves the requirements for every primitive type too.
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let value = try element(type)
        let index = currentIndex
        let decoded =
            try ValueDecoder.scalar(type, value) { decoder.codingPath + [JSONCodingKey(intValue: index)] }
            ?? type.init(from: child(value))
        currentIndex += 1
        return decoded
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        let container = try child(element(type)).container(keyedBy: type)
        currentIndex += 1
        return container
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let container = try child(element([JSONValue].self)).unkeyedContainer()
        currentIndex += 1
        return container
    }

    mutating func superDecoder() throws -> any Decoder {
        let decoder = try child(element(JSONValue.self))
        currentIndex += 1
        return decoder
    }

    private func child(_ value: JSONValue) -> ValueDecoder {
        decoder.child(value, JSONCodingKey(intValue: currentIndex))
    }

    private func element(_ type: Any.Type) throws -> JSONValue {
        guard !isAtEnd else {
            let context = DecodingError.Context(
                codingPath: codingPath + [JSONCodingKey(intValue: currentIndex)],
                debugDescription: "the array has only \(elements.count) elements")
            throw DecodingError.valueNotFound(type, context)
        }
        return elements[currentIndex]
    }
}
