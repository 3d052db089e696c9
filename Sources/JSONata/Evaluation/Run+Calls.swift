internal import JSON

extension Run {
    /// Calls a function, and what it calls in tail position.
    func apply(_ function: FunctionValue, _ arguments: [Value], input: Value, _ frame: Frame) throws(Failure) -> Value {
        var result = try applyOnce(function, arguments, input: input, frame)
        while let call = pending {
            pending = nil
            try step()
            do throws(Failure) {
                result = try applyOnce(call.function, call.arguments, input: input, frame)
            } catch {
                throw error.leavingCall(at: call.node.position, token: call.node.name)
            }
        }
        return result
    }

    private func applyOnce(
        _ function: FunctionValue, _ arguments: [Value], input: Value, _ frame: Frame
    ) throws(Failure) -> Value {
        switch function.kind {
        case .native(let native): return try native.call(arguments, input: input, frame, self)
        case .lambda(let node, let closure, let context):
            return try node.call(arguments, input: input, closure: closure, context: context, self)
        case .partial(let inner, let given):
            try enter()
            let result = try applyOnce(inner, Self.fill(given, with: arguments), input: input, frame)
            leave()
            return result
        case .composed(let first, let second):
            try enter()
            let value = try apply(first, arguments, input: .null, frame)
            let result = try apply(second, [value], input: .null, frame)
            leave()
            return result
        case .regex(let node):
            guard let text = arguments.first?.stringValue else { return .undefined }
            return try node.firstMatch(in: RegexSubject(text), from: 0, self)
        case .nextMatch(let node, let subject, let start): return try node.nextMatch(in: subject, from: start, self)
        case .transform(let node, let closure): return try node.call(arguments, closure: closure, self)
        }
    }

    private static func fill(_ given: [Value?], with arguments: [Value]) -> [Value] {
        var open = arguments.makeIterator()
        return given.map { $0 ?? open.next() ?? .undefined }
    }

    /// Calls the function that a function of higher order was given, with as many arguments as it takes.
    func call(_ function: FunctionValue, _ frame: Frame, _ first: Value, _ second: () -> Value, _ third: () -> Value)
        throws(Failure) -> Value
    {
        try enter()
        let arity = function.arity
        var arguments = [first]
        if arity >= 2 { arguments.append(second()) }
        if arity >= 3 { arguments.append(third()) }
        let result = try apply(function, arguments, input: .null, frame)
        leave()
        return result
    }
}
