internal import JSON

/// `f(…)`.
final class CallNode: Node {
    let procedure: any Node
    let arguments: [any Node]
    let position: Int
    /// The function's name, for errors.
    let name: String?
    /// The procedure is a plain name, and this is the variable of the same name, which may have been meant.
    private let meant: Int?
    /// In tail position: the call is left to the caller of the function around it.
    private let isTail: Bool
    private let collapses: Bool

    init(
        _ procedure: any Node, _ arguments: [any Node], at position: Int, name: String?, meant: Int?, isTail: Bool,
        collapses: Bool
    ) {
        self.procedure = procedure
        self.arguments = arguments
        self.position = position
        self.name = name
        self.meant = meant
        self.isTail = isTail
        self.collapses = collapses
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        try run.enter()
        let result = try call(after: nil, input, frame, run)
        run.leave()
        return collapses ? result.collapsed() : result
    }

    /// Calls the function, with a first argument that `~>` puts before the others.
    func call(after first: Value?, _ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        let function = try function(input, frame, run)
        var values: [Value] = []
        values.reserveCapacity(arguments.count + (first == nil ? 0 : 1))
        if let first { values.append(first) }
        for argument in arguments { values.append(try argument.evaluate(input, frame, run)) }
        guard let function else { throw Failure("T1006", at: position, token: name) }
        if isTail, first == nil {
            run.pending = Run.PendingCall(function: function, arguments: values, node: self)
            return .undefined
        }
        do throws(Failure) {
            return try run.apply(function, values, input: input, frame)
        } catch {
            throw error.leavingCall(at: position, token: name)
        }
    }

    private func function(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> FunctionValue? {
        let value = try procedure.evaluate(input, frame, run)
        if value.isUndefined, let meant, run.value(of: meant, in: frame) != nil {
            throw Failure("T1005", at: position, token: name)
        }
        return value.functionValue
    }
}
