internal import JSON

/// Functions that call a function for the elements of an array.
enum HigherOrderFunctions {
    static let all: [NativeFunction] = [
        NativeFunction("map", "<af>", arity: 2, map),
        NativeFunction("filter", "<af>", arity: 2, filter),
        NativeFunction("single", "<af?>", arity: 2, single),
        NativeFunction("reduce", "<afj?:j>", arity: 3, reduce),
    ]

    private static func map(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard case .array(let array) = call[0], let function = call.function(1) else { return .undefined }
        var results: [Value] = []
        for index in 0..<array.items.count {
            let result = try call.run.call(
                function, call.frame, array.items[index], { .number(Double(index)) }, { call[0] })
            if !result.isUndefined { results.append(result) }
        }
        try call.run.allocate(elements: results.count)
        return .array(ArrayValue(.values(results), .sequence))
    }

    private static func filter(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard case .array(let array) = call[0], let function = call.function(1) else { return .undefined }
        var kept: [Value] = []
        for index in 0..<array.items.count {
            let item = array.items[index]
            let result = try call.run.call(function, call.frame, item, { .number(Double(index)) }, { call[0] })
            if try result.isTrue() { kept.append(item) }
        }
        try call.run.allocate(elements: kept.count)
        return .array(ArrayValue(.values(kept), .sequence))
    }

    private static func single(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard case .array(let array) = call[0] else { return .undefined }
        var found: Value?
        for index in 0..<array.items.count {
            let item = array.items[index]
            if let function = call.function(1) {
                let result = try call.run.call(function, call.frame, item, { .number(Double(index)) }, { call[0] })
                guard try result.isTrue() else { continue }
            }
            if found != nil { throw Failure("D3138", index: index) }
            found = item
        }
        guard let found else { throw Failure("D3139") }
        return found
    }

    private static func reduce(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard case .array(let array) = call[0], let function = call.function(1) else { return .undefined }
        let arity = function.arity
        if arity < 2 { throw Failure("D3050", index: 1) }
        var result = call[2]
        var index = 0
        if result.isUndefined, array.items.count > 0 {
            result = array.items[0]
            index = 1
        }
        while index < array.items.count {
            try call.run.enter()
            var arguments = [result, array.items[index]]
            if arity >= 3 { arguments.append(.number(Double(index))) }
            if arity >= 4 { arguments.append(call[0]) }
            result = try call.run.apply(function, arguments, input: .null, call.frame)
            try call.run.admit(result)
            call.run.leave()
            index += 1
        }
        return result
    }
}
