internal import JSON

extension Value {
    /// What `and`, `or`, conditions and predicates take the value for; undefined is false.
    func isTrue() throws(Failure) -> Bool {
        switch self {
        case .undefined, .null, .function, .tuples: return false
        case .bool(let value): return value
        case .number, .numeral: return (try numeric() ?? 0) != 0
        case .string(let value): return !value.isEmpty
        case .json(let object): return !object.isEmpty
        case .object(let object): return !object.members.isEmpty
        case .array(let array):
            var array = array
            while array.items.count == 1 {
                guard case .array(let inner) = array.items[0] else { return try array.items[0].isTrue() }
                array = inner
            }
            for index in 0..<array.items.count where try array.items[index].isTrue() { return true }
            return false
        }
    }

    /// Equality as `=` has it: numbers by value, strings scalar by scalar, arrays and objects by content.
    func isEqual(to other: Value, _ run: Run) throws(Failure) -> Bool {
        switch (self, other) {
        case (.null, .null): return true
        case (.bool(let a), .bool(let b)): return a == b
        case (.string(let a), .string(let b)): return Text.areEqual(a, b)
        case (.array(let a), .array(let b)):
            guard a !== b else { return true }
            guard a.items.count == b.items.count else { return false }
            try run.descend()
            defer { run.ascend() }
            for index in 0..<a.items.count {
                try run.step()
                guard try a.items[index].isEqual(to: b.items[index], run) else { return false }
            }
            return true
        case (.json, .json), (.json, .object), (.object, .json), (.object, .object):
            return try hasEqualMembers(other, run)
        case (.function(let a), .function(let b)): return a === b
        default:
            guard let a = doubleValue, let b = other.doubleValue else { return false }
            return a == b
        }
    }

    /// The number without a look whether it is finite.
    var doubleValue: Double? {
        switch self {
        case .number(let value): value
        case .numeral(let numeral): NumberText.double(numeral)
        default: nil
        }
    }

    private func hasEqualMembers(_ other: Value, _ run: Run) throws(Failure) -> Bool {
        let keys = memberKeys ?? []
        guard keys.count == other.memberKeys?.count else { return false }
        try run.descend()
        defer { run.ascend() }
        for key in keys {
            try run.step()
            guard let theirs = other.member(key), let ours = member(key) else { return false }
            guard try ours.isEqual(to: theirs, run) else { return false }
        }
        return true
    }

    /// The kind's letter in signatures.
    var symbol: Symbol {
        switch self {
        case .undefined: .missing
        case .null: .null
        case .bool: .boolean
        case .number, .numeral: .number
        case .string: .string
        case .array, .tuples: .array
        case .json, .object: .object
        case .function: .function
        }
    }
}
