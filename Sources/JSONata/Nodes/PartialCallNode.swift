internal import JSON

/// `f(?, …)`.
final class PartialCallNode: Node {
    private let procedure: any Node
    /// The arguments; nil for an open one.
    private let arguments: [(any Node)?]
    private let position: Int
    private let name: String?
    private let meant: Int?

    init(_ procedure: any Node, _ arguments: [(any Node)?], at position: Int, name: String?, meant: Int?) {
        self.procedure = procedure
        self.arguments = arguments
        self.position = position
        self.name = name
        self.meant = meant
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        try run.enter()
        var values: [Value?] = []
        for argument in arguments { values.append(try argument?.evaluate(input, frame, run)) }
        let value = try procedure.evaluate(input, frame, run)
        run.leave()
        if value.isUndefined, let meant, run.value(of: meant, in: frame) != nil {
            throw Failure("T1007", at: position, token: name)
        }
        guard let function = value.functionValue else { throw Failure("T1008", at: position, token: name) }
        return .function(FunctionValue(.partial(function, values)))
    }
}
