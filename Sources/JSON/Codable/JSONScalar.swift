/// A type that maps to one JSON value directly, without containers.
protocol JSONScalar {
    init(json: JSONValue) throws(ScalarFailure)

    func json() throws(ScalarFailure) -> JSONValue
}

extension JSONScalar {
    static func string(_ json: JSONValue) throws(ScalarFailure) -> String {
        guard case .string(let string) = json else { throw ScalarFailure.wrongKind(expected: .string) }
        return string
    }

    static func number(_ json: JSONValue) throws(ScalarFailure) -> JSONNumber {
        guard case .number(let number) = json else { throw ScalarFailure.wrongKind(expected: .number) }
        return number
    }
}

extension String: JSONScalar {
    init(json: JSONValue) throws(ScalarFailure) {
        self = try Self.string(json)
    }

    func json() -> JSONValue {
        .string(self)
    }
}

extension Bool: JSONScalar {
    init(json: JSONValue) throws(ScalarFailure) {
        guard case .bool(let value) = json else { throw ScalarFailure.wrongKind(expected: .bool) }
        self = value
    }

    func json() -> JSONValue {
        .bool(self)
    }
}

extension JSONValue: JSONScalar {
    init(json: JSONValue) {
        self = json
    }

    func json() -> JSONValue {
        self
    }
}

extension JSONNumber: JSONScalar {
    init(json: JSONValue) throws(ScalarFailure) {
        self = try Self.number(json)
    }

    func json() -> JSONValue {
        .number(self)
    }
}
