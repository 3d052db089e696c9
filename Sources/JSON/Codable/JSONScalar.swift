/// A type that maps to one JSON value directly, without containers.
protocol JSONScalar {
    init(json: JSONValue, codingPath: [any CodingKey]) throws

    func json(codingPath: [any CodingKey]) throws -> JSONValue
}

/// The errors that scalars throw. They name kinds and types, never values.
enum ScalarError {
    static func wrongKind(
        _ type: Any.Type, _ expected: JSONKind, _ found: JSONValue, _ codingPath: [any CodingKey]
    ) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: codingPath, debugDescription: "expected \(expected.phrase), found \(found.kind.phrase)")
        return found.isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    static func corrupted(_ reason: String, _ codingPath: [any CodingKey]) -> DecodingError {
        .dataCorrupted(DecodingError.Context(codingPath: codingPath, debugDescription: reason))
    }

    static func invalid(_ value: Any, _ reason: String, _ codingPath: [any CodingKey]) -> EncodingError {
        .invalidValue(value, EncodingError.Context(codingPath: codingPath, debugDescription: reason))
    }
}

extension JSONScalar {
    static func string(_ json: JSONValue, _ codingPath: [any CodingKey]) throws -> String {
        guard case .string(let string) = json else { throw ScalarError.wrongKind(self, .string, json, codingPath) }
        return string
    }

    static func number(_ json: JSONValue, _ codingPath: [any CodingKey]) throws -> JSONNumber {
        guard case .number(let number) = json else { throw ScalarError.wrongKind(self, .number, json, codingPath) }
        return number
    }
}

extension String: JSONScalar {
    init(json: JSONValue, codingPath: [any CodingKey]) throws {
        self = try Self.string(json, codingPath)
    }

    func json(codingPath: [any CodingKey]) -> JSONValue {
        .string(self)
    }
}

extension Bool: JSONScalar {
    init(json: JSONValue, codingPath: [any CodingKey]) throws {
        guard case .bool(let value) = json else { throw ScalarError.wrongKind(Bool.self, .bool, json, codingPath) }
        self = value
    }

    func json(codingPath: [any CodingKey]) -> JSONValue {
        .bool(self)
    }
}

extension JSONValue: JSONScalar {
    init(json: JSONValue, codingPath: [any CodingKey]) {
        self = json
    }

    func json(codingPath: [any CodingKey]) -> JSONValue {
        self
    }
}

extension JSONNumber: JSONScalar {
    init(json: JSONValue, codingPath: [any CodingKey]) throws {
        self = try Self.number(json, codingPath)
    }

    func json(codingPath: [any CodingKey]) -> JSONValue {
        .number(self)
    }
}
