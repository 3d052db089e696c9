import JSON

/// Values of the types that fields need.
extension FieldExpression {
    func string(in scope: inout EvaluationScope) throws(StateRuntimeError) -> String {
        let value = try value(in: &scope)
        guard case .string(let string) = value else {
            throw StateRuntimeError.unexpectedType(self, "string", value)
        }
        return string
    }

    func boolean(in scope: inout EvaluationScope) throws(StateRuntimeError) -> Bool {
        let value = try value(in: &scope)
        guard case .bool(let bool) = value else { throw StateRuntimeError.unexpectedType(self, "boolean", value) }
        return bool
    }

    func number(in range: ClosedRange<Double>, in scope: inout EvaluationScope) throws(StateRuntimeError) -> JSONNumber
    {
        let value = try value(in: &scope)
        guard case .number(let number) = value else { throw StateRuntimeError.unexpectedType(self, "number", value) }
        guard range.contains(number.double) else { throw StateRuntimeError.outOfRange(self, "number", range, value) }
        return number
    }

    /// A whole number, however it is written.
    func integer(in range: ClosedRange<Int>, in scope: inout EvaluationScope) throws(StateRuntimeError) -> Int {
        let value = try value(in: &scope)
        guard case .number(let number) = value else { throw StateRuntimeError.unexpectedType(self, "number", value) }
        guard let integer = number.int, range.contains(integer) else {
            throw StateRuntimeError.outOfRange(
                self, "integer", Double(range.lowerBound)...Double(range.upperBound), value)
        }
        return integer
    }
}
