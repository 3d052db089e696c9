internal import JSON

/// What a function takes, as `<s-n?:s>` says it.
struct Signature: Sendable {
    struct Parameter: Sendable {
        var kinds: Symbol
        /// The parameter is an array, into which anything else is put.
        var isArray = false
        /// The kind of an array's elements.
        var element: Character?
        /// What the context value must be to stand in for an argument that is not given.
        var contextKinds: Symbol?
        var isOptional = false
        var isRepeated = false

        static func oneOf(_ kinds: Symbol) -> Parameter {
            Parameter(kinds: kinds)
        }
    }

    private let parameters: [Parameter]
    /// Each parameter takes at most one argument.
    private let isSimple: Bool

    var parameterCount: Int { parameters.count }

    init(_ parameters: [Parameter]) {
        self.parameters = parameters
        isSimple = !parameters.contains(where: \.isRepeated)
    }

    /// Reads a signature; throws `S0401` and `S0402`.
    init(_ text: String) throws(Failure) {
        var reader = SignatureReader(text)
        self.init(try reader.parameters())
    }

    /// The arguments as the function is to have them; throws `T0410`, `T0411` and `T0412`.
    func validate(_ arguments: [Value], context: Value, _ run: Run) throws(Failure) -> [Value] {
        if isSimple, arguments.count == parameters.count {
            var isPlain = true
            for index in arguments.indices {
                let parameter = parameters[index]
                let kind = arguments[index].symbol
                if !parameter.kinds.contains(kind) || parameter.isArray && (kind != .array || parameter.element != nil)
                {
                    isPlain = false
                    break
                }
            }
            if isPlain { return arguments }
        }
        return try validateFully(arguments, context: context, run)
    }

    private func validateFully(_ arguments: [Value], context: Value, _ run: Run) throws(Failure) -> [Value] {
        let kinds = arguments.map(\.symbol)
        guard let counts = try match(kinds, run) else { throw try mismatch(kinds, arguments, run) }
        var valid: [Value] = []
        var next = 0
        for (parameter, count) in zip(parameters, counts) {
            if count == 0 {
                if let contextKinds = parameter.contextKinds {
                    guard contextKinds.contains(context.symbol) else {
                        throw Failure("T0411", value: context.quoted(run), index: next + 1)
                    }
                    valid.append(context)
                } else {
                    valid.append(.undefined)
                }
            }
            for _ in 0..<count {
                valid.append(try element(arguments[next], of: parameter, index: next + 1, run))
                next += 1
            }
        }
        return valid
    }

    private func element(
        _ value: Value, of parameter: Parameter, index: Int, _ run: Run
    ) throws(Failure) -> Value {
        guard parameter.isArray, !value.isUndefined else { return value }
        guard let letter = parameter.element, let kind = Symbol(letter: letter) else {
            return value.symbol == .array ? value : .list([value])
        }
        let items = value.elements
        let isRight = value.symbol == .array ? areAlike(items, kind) : value.symbol == kind
        if !isRight {
            throw Failure("T0412", value: value.quoted(run), value2: .string(Self.plural(letter)), index: index)
        }
        return value.symbol == .array ? value : .list([value])
    }

    private func areAlike(_ items: Items, _ kind: Symbol) -> Bool {
        if case .range = items { return kind == .number }
        for index in 0..<items.count where items[index].symbol != kind { return false }
        return true
    }

    private static func plural(_ letter: Character) -> String {
        switch letter {
        case "a": "arrays"
        case "b": "booleans"
        case "f": "functions"
        case "n": "numbers"
        case "o": "objects"
        default: "strings"
        }
    }
}

extension Signature {
    /// How many arguments each parameter takes, as many as possible from the left on; nil when it does not work out.
    private func match(_ kinds: [Symbol], _ run: Run) throws(Failure) -> [Int]? {
        var counts = [Int](repeating: 0, count: parameters.count)
        return try fits(kinds, 0, 0, &counts, run) ? counts : nil
    }

    private func fits(
        _ kinds: [Symbol], _ parameter: Int, _ argument: Int, _ counts: inout [Int], _ run: Run
    ) throws(Failure) -> Bool {
        try run.step()
        guard parameter < parameters.count else { return argument == kinds.count }
        let range = range(of: parameters[parameter], kinds, argument)
        var count = range.upperBound
        while count >= range.lowerBound {
            counts[parameter] = count
            if try fits(kinds, parameter + 1, argument + count, &counts, run) { return true }
            count -= 1
        }
        return false
    }

    /// The least and most arguments a parameter can take here; an empty-looking range when it takes too few.
    private func range(
        of parameter: Parameter, _ kinds: [Symbol], _ argument: Int
    ) -> (lowerBound: Int, upperBound: Int) {
        var most = 0
        let limit = parameter.isRepeated ? kinds.count - argument : min(1, kinds.count - argument)
        while most < limit, parameter.kinds.contains(kinds[argument + most]) { most += 1 }
        return (parameter.isOptional ? 0 : 1, most)
    }

    /// Which argument is the first that no way of matching reaches.
    private func mismatch(_ kinds: [Symbol], _ arguments: [Value], _ run: Run) throws(Failure) -> Failure {
        var good = 0
        for length in 1...max(parameters.count, 1) where length <= parameters.count {
            guard let reached = try Signature(Array(parameters.prefix(length))).longestPrefix(kinds, run) else { break }
            good = reached
        }
        let value = good < arguments.count ? arguments[good].quoted(run) : nil
        return Failure("T0410", value: value, index: good + 1)
    }

    private func longestPrefix(_ kinds: [Symbol], _ run: Run) throws(Failure) -> Int? {
        for count in stride(from: kinds.count, through: 0, by: -1) {
            if try match(Array(kinds.prefix(count)), run) != nil { return count }
        }
        return nil
    }
}
