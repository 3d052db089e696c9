/// The integers, which differ in nothing but their type.
protocol IntegerScalar: JSONScalar, FixedWidthInteger {}

extension IntegerScalar {
    init(json: JSONValue) throws(ScalarFailure) {
        guard let value = try Self.number(json).integer(Self.self) else {
            throw ScalarFailure.unfit("the number is not an integer in the range of \(Self.self)")
        }
        self = value
    }

    func json() -> JSONValue {
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
    init(json: JSONValue) throws(ScalarFailure) {
        self = try Self.number(json).double
        if isInfinite { throw ScalarFailure.unfit("the number is too large for Double") }
    }

    func json() throws(ScalarFailure) -> JSONValue {
        guard let number = JSONNumber(self) else {
            throw ScalarFailure.unfit("JSON has no number for infinity and NaN")
        }
        return .number(number)
    }
}

extension Float: JSONScalar {
    init(json: JSONValue) throws(ScalarFailure) {
        self = try Self.number(json).float
        if isInfinite { throw ScalarFailure.unfit("the number is too large for Float") }
    }

    func json() throws(ScalarFailure) -> JSONValue {
        guard let number = JSONNumber(self) else {
            throw ScalarFailure.unfit("JSON has no number for infinity and NaN")
        }
        return .number(number)
    }
}
