internal import JSON

/// Functions of any value.
enum GeneralFunctions {
    static let all: [NativeFunction] = [
        NativeFunction("boolean", "<x-:b>", arity: 1) { call throws(Failure) in
            call[0].isUndefined ? .undefined : .bool(try call[0].isTrue())
        },
        NativeFunction("not", "<x-:b>", arity: 1) { call throws(Failure) in
            call[0].isUndefined ? .undefined : .bool(try !call[0].isTrue())
        },
        NativeFunction("exists", "<x:b>", arity: 1) { call throws(Failure) in .bool(!call[0].isUndefined) },
        NativeFunction("type", "<x:s>", arity: 1) { call throws(Failure) in type(of: call[0]) },
        NativeFunction("clone", "<(oa)-:o>", arity: 1) { call throws(Failure) in call[0] },
        NativeFunction("error", "<s?:x>", arity: 1) { call throws(Failure) in
            throw Failure("D3137", message: call.string(0) ?? "$error() function evaluated")
        },
        NativeFunction("assert", "<bs?:x>", arity: 2) { call throws(Failure) in
            if try call[0].isTrue() { return .undefined }
            throw Failure("D3141", message: call.string(1) ?? "$assert() statement failed")
        },
        NativeFunction("eval", "<sx?:x>", arity: 2, evaluate),
    ]

    private static func type(of value: Value) -> Value {
        switch value {
        case .undefined: .undefined
        case .null: .string("null")
        case .bool: .string("boolean")
        case .number, .numeral: .string("number")
        case .string: .string("string")
        case .array, .tuples: .string("array")
        case .json, .object: .string("object")
        case .function: .string("function")
        }
    }

    /// Evaluates a text where the call stands.
    private static func evaluate(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let text = call.string(0) else { return .undefined }
        var input = call.input
        if !call[1].isUndefined {
            input = call[1]
            if case .array(let array) = input, !array.isSequence { input = input.wrappedAsInput }
        }
        let node: any Node
        try call.run.allocate(text.utf8.count * 64)
        try call.run.step(text.utf8.count)
        do throws(Failure) {
            node = try call.run.compile(text)
        } catch {
            throw Failure("D3120", value: .string(error.error.message))
        }
        do throws(Failure) {
            return try node.evaluate(input, call.frame, call.run)
        } catch {
            if error.error.code == "U1001" { throw error }
            throw Failure("D3121", value: .string(error.error.message))
        }
    }
}
