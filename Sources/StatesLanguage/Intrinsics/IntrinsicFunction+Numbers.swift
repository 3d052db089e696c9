import JSON

extension IntrinsicFunction {
    /// A number as the service takes it for an integer: rounded, halves upwards (as recorded).
    func integer(_ value: JSONValue) throws(IntrinsicFault) -> Int {
        guard case .number(let number) = value else {
            throw IntrinsicFault("Expected a number, not \(JSONPathMiss.name(of: value))")
        }
        if let integer = number.int { return integer }
        let rounded = (number.double + 0.5).rounded(.down)
        guard let integer = Int(exactly: rounded) else {
            throw IntrinsicFault("The number \(number.text) is too large")
        }
        return integer
    }

    func sum(_ left: JSONValue, _ right: JSONValue) throws(IntrinsicFault) -> JSONValue {
        let (sum, overflow) = try integer(left).addingReportingOverflow(integer(right))
        guard !overflow else { throw IntrinsicFault("The sum is too large") }
        return .number(JSONNumber(sum))
    }

    /// Even from the first number to the one below the second; with a seed always the same for the same arguments.
    func random(_ arguments: [JSONValue], _ chance: inout Chance) throws(IntrinsicFault) -> JSONValue {
        let first = try integer(arguments[0])
        let end = try integer(arguments[1])
        guard first < end else { throw IntrinsicFault("The range from \(first) to \(end) is empty") }
        let bits: UInt64
        if arguments.count == 3 {
            var seeded = Chance(high: 0, low: UInt64(bitPattern: Int64(try integer(arguments[2]))))
            bits = seeded.next()
        } else {
            bits = chance.next()
        }
        let width = UInt64(bitPattern: Int64(end)) &- UInt64(bitPattern: Int64(first))
        let offset = width.multipliedFullWidth(by: bits).high
        return .number(JSONNumber(Int64(truncatingIfNeeded: UInt64(bitPattern: Int64(first)) &+ offset)))
    }
}
