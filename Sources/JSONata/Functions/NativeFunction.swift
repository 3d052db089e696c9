internal import JSON

/// A function of the library.
struct NativeFunction: Sendable {
    /// A call's arguments, as the signature makes them.
    struct Call {
        let arguments: [Value]
        /// The context value where the call stands.
        let input: Value
        let frame: Frame
        let run: Run

        /// An argument; undefined where none was given.
        subscript(index: Int) -> Value {
            index < arguments.count ? arguments[index] : .undefined
        }

        /// A string argument, nil when it is missing.
        func string(_ index: Int) -> String? {
            self[index].stringValue
        }

        /// A number argument, nil when it is missing; throws for infinity.
        func number(_ index: Int) throws(Failure) -> Double? {
            try self[index].numeric()
        }

        /// A function argument, nil when it is missing.
        func function(_ index: Int) -> FunctionValue? {
            self[index].functionValue
        }
    }

    typealias Body = @Sendable (Call) throws(Failure) -> Value

    let name: String
    /// How many arguments functions of higher order pass at most.
    let arity: Int
    private let signature: Signature?
    private let body: Body

    /// A function of the standard library, whose signature is known to be right.
    init(_ name: String, _ signature: String, arity: Int, _ body: @escaping Body) {
        self.name = name
        self.arity = arity
        self.body = body
        do throws(Failure) {
            self.signature = try Signature(signature)
        } catch {
            preconditionFailure("the signature of \(name) is wrong")
        }
    }

    init(_ name: String, _ signature: Signature?, arity: Int, _ body: @escaping Body) {
        self.name = name
        self.signature = signature
        self.arity = arity
        self.body = body
    }

    func call(_ arguments: [Value], input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        let arguments = try signature?.validate(arguments, context: input, run) ?? arguments
        return try body(Call(arguments: arguments, input: input, frame: frame, run: run))
    }
}
