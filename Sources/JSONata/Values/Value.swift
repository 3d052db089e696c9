internal import JSON

/// A value while an expression runs: JSON, "undefined", functions, and the streams of a path that binds variables.
enum Value {
    case undefined
    case null
    case bool(Bool)
    /// A computed number.
    case number(Double)
    /// A number of the input with its text.
    case numeral(JSONNumber)
    case string(String)
    case array(ArrayValue)
    /// An object of the input.
    case json(JSONObject)
    /// An object made by the expression.
    case object(ObjectValue)
    case function(FunctionValue)
    case tuples(TupleStream)

    @inline(__always)
    init(_ json: JSONValue) {
        switch json {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .number(let value): self = .numeral(value)
        case .string(let value): self = .string(value)
        case .array(let value): self = .array(ArrayValue(.json(value)))
        case .object(let value): self = .json(value)
        }
    }

    init(_ json: JSONValue?) {
        if let json { self.init(json) } else { self = .undefined }
    }

    /// A plain array.
    static func list(_ elements: [Value]) -> Value {
        .array(ArrayValue(.values(elements)))
    }

    /// A sequence as the language has it: nothing for no element, the element itself for one.
    static func sequence(_ elements: [Value]) -> Value {
        switch elements.count {
        case 0: .undefined
        case 1: elements[0]
        default: .array(ArrayValue(.values(elements), .sequence))
        }
    }
}

extension Value {
    @inline(__always)
    var isUndefined: Bool {
        if case .undefined = self { true } else { false }
    }

    /// How deep arrays, objects and functions that were made on the way stand inside each other.
    @inline(__always)
    var height: Int {
        switch self {
        case .array(let array): array.height
        case .object(let object): object.height
        case .function(let function): function.height
        default: 0
        }
    }

    /// The array, if it is one.
    @inline(__always)
    var arrayValue: ArrayValue? {
        if case .array(let array) = self { array } else { nil }
    }

    var stringValue: String? {
        if case .string(let string) = self { string } else { nil }
    }

    var functionValue: FunctionValue? {
        if case .function(let function) = self { function } else { nil }
    }

    /// The number, if it is one; throws `D1001` for infinity, and takes NaN for no number.
    @inline(__always)
    func numeric() throws(Failure) -> Double? {
        switch self {
        case .number(let value):
            if value.isFinite { return value }
            if value.isNaN { return nil }
            throw Failure("D1001", value: .string(value < 0 ? "-Infinity" : "Infinity"))
        case .numeral(let numeral): return try Self.double(numeral)
        default: return nil
        }
    }

    @inline(__always)
    private static func double(_ numeral: JSONNumber) throws(Failure) -> Double {
        let value = NumberText.double(numeral)
        if value.isFinite { return value }
        throw Failure("D1001", value: .number(numeral))
    }

    /// The elements of an array; anything else as its only element.
    var elements: Items {
        if case .array(let array) = self { array.items } else { .values([self]) }
    }

    /// An input that is an array counts as one input.
    var wrappedAsInput: Value {
        guard case .array = self else { return self }
        return .array(ArrayValue(.values([self]), [.sequence, .wrapper]))
    }

    /// The array inside the wrapper that an input array stands in; anything else is itself.
    var unwrapped: Value {
        if case .array(let array) = self, array.flags.contains(.wrapper), array.items.count > 0 {
            array.items[0]
        } else {
            self
        }
    }

    /// A sequence of no or one element becomes nothing or that element, unless it was asked to stay.
    @inline(__always)
    func collapsed(keepsArray: Bool = false) -> Value {
        guard case .array(let array) = self, array.flags.contains(.sequence) else { return self }
        switch array.items.count {
        case 0: return .undefined
        case 1:
            if array.flags.contains(.keepsSingleton) { return self }
            return keepsArray ? .array(ArrayValue(array.items, array.flags.union(.keepsSingleton))) : array.items[0]
        default: return self
        }
    }
}

extension [Value] {
    /// The height of the highest element.
    var greatestHeight: Int {
        var greatest = 0
        for value in self { greatest = Swift.max(greatest, value.height) }
        return greatest
    }
}
