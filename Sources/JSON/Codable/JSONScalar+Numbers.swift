extension FixedWidthInteger {
    init(exactly json: JSONValue, codingPath: [any CodingKey]) throws {
        guard case .number(let number) = json else {
            throw ScalarError.wrongKind(Self.self, .number, json, codingPath)
        }
        guard let value = number.integer(Self.self) else {
            throw ScalarError.corrupted("the number is not an integer in the range of \(Self.self)", codingPath)
        }
        self = value
    }
}

/// The integers, which differ in nothing but their type.
protocol IntegerScalar: JSONScalar, FixedWidthInteger {}

extension IntegerScalar {
    init(json: JSONValue, codingPath: [any CodingKey]) throws {
        try self.init(exactly: json, codingPath: codingPath)
    }

    func json(codingPath: [any CodingKey]) -> JSONValue {
        .number(JSONNumber(self))
    }
}

extension Int: IntegerScalar {}
extension Int8: IntegerScalar {}
extension Int16: IntegerScalar {}
extension Int32: IntegerScalar {}
extension Int64: IntegerScalar {}
extension UInt: IntegerScalar {}
extension UInt8: IntegerScalar {}
extension UInt16: IntegerScalar {}
extension UInt32: IntegerScalar {}
extension UInt64: IntegerScalar {}

extension Double: JSONScalar {
    init(json: JSONValue, codingPath: [any CodingKey]) throws {
        self = try Self.number(json, codingPath).double
        if isInfinite { throw ScalarError.corrupted("the number is too large for Double", codingPath) }
    }

    func json(codingPath: [any CodingKey]) throws -> JSONValue {
        guard let number = JSONNumber(self) else {
            throw ScalarError.invalid(self, "JSON has no number for infinity and NaN", codingPath)
        }
        return .number(number)
    }
}

extension Float: JSONScalar {
    init(json: JSONValue, codingPath: [any CodingKey]) throws {
        self = try Self.number(json, codingPath).float
        if isInfinite { throw ScalarError.corrupted("the number is too large for Float", codingPath) }
    }

    func json(codingPath: [any CodingKey]) throws -> JSONValue {
        guard let number = JSONNumber(self) else {
            throw ScalarError.invalid(self, "JSON has no number for infinity and NaN", codingPath)
        }
        return .number(number)
    }
}
