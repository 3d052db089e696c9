internal import JSON

/// `function($a, $b){ … }`.
final class LambdaNode: Node {
    let parameters: [Int]
    private let signature: Signature?
    private let body: any Node

    init(_ parameters: [Int], _ signature: Signature?, _ body: any Node) {
        self.parameters = parameters
        self.signature = signature
        self.body = body
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        try run.allocate(64)
        try run.admit(input)
        run.capture(frame)
        return .function(FunctionValue(.lambda(self, frame, input: input)))
    }

    /// Evaluates the body in a scope of its own around which stands the scope where the lambda was made.
    func call(
        _ arguments: [Value], input: Value, closure: Frame, context: Value, _ run: Run
    ) throws(Failure) -> Value {
        try run.allocate(128)
        let values = try signature?.validate(arguments, context: input, run) ?? arguments
        let frame = Frame(parent: closure)
        for index in parameters.indices {
            let value = index < values.count ? values[index] : .undefined
            try run.admit(value)
            frame.bind(parameters[index], value)
        }
        return try body.evaluate(context, frame, run)
    }
}
