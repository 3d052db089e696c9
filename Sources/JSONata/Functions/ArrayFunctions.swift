internal import JSON

/// Functions of arrays.
enum ArrayFunctions {
    static let all: [NativeFunction] = [
        NativeFunction("sum", "<a<n>:n>", arity: 1) { call throws(Failure) in
            guard let (total, _) = try total(call) else { return .undefined }
            return .number(total)
        },
        NativeFunction("average", "<a<n>:n>", arity: 1) { call throws(Failure) in
            guard let (total, count) = try total(call), count > 0 else { return .undefined }
            return .number(total / Double(count))
        },
        NativeFunction("count", "<a:n>", arity: 1) { call throws(Failure) in
            .number(Double(call[0].arrayValue?.items.count ?? 0))
        },
        NativeFunction("max", "<a<n>:n>", arity: 1) { call throws(Failure) in try extreme(call, >) },
        NativeFunction("min", "<a<n>:n>", arity: 1) { call throws(Failure) in try extreme(call, <) },
        NativeFunction("append", "<xx:a>", arity: 2) { call throws(Failure) in
            try append(call[0], call[1], call.run)
        },
        NativeFunction("reverse", "<a:a>", arity: 1, reverse),
        NativeFunction("shuffle", "<a:a>", arity: 1, permute),
        NativeFunction("sort", "<af?:a>", arity: 2, sort),
        NativeFunction("distinct", "<x:x>", arity: 1, distinct),
        NativeFunction("zip", "<a+>", arity: 0, zip),
    ]

    private static func total(_ call: NativeFunction.Call) throws(Failure) -> (Double, Int)? {
        guard let items = call[0].arrayValue?.items else { return nil }
        try call.run.step(items.count / 8)
        var total = 0.0
        for index in 0..<items.count { total += items[index].doubleValue ?? 0 }
        return (total, items.count)
    }

    private static func extreme(
        _ call: NativeFunction.Call, _ isBetter: (Double, Double) -> Bool
    ) throws(Failure) -> Value {
        guard let items = call[0].arrayValue?.items, items.count > 0 else { return .undefined }
        try call.run.step(items.count / 8)
        var best = items[0]
        var number = best.doubleValue ?? 0
        for index in 1..<items.count {
            let candidate = items[index].doubleValue ?? 0
            if isBetter(candidate, number) {
                best = items[index]
                number = candidate
            }
        }
        return best
    }

    /// Two values as one array; nothing and a value are that value.
    static func append(_ first: Value, _ second: Value, _ run: Run) throws(Failure) -> Value {
        if first.isUndefined { return second }
        if second.isUndefined { return first }
        let left = first.elements
        let right = second.elements
        try run.allocate(elements: left.count + right.count)
        var all: [Value] = []
        all.reserveCapacity(left.count + right.count)
        left.append(to: &all)
        right.append(to: &all)
        return .list(all)
    }

    private static func reverse(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let items = call[0].arrayValue?.items, items.count > 1 else { return call[0] }
        try call.run.allocate(elements: items.count)
        return .list(items.array.reversed())
    }

    private static func permute(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let items = call[0].arrayValue?.items, items.count > 1 else { return call[0] }
        try call.run.allocate(elements: items.count)
        var values = items.array
        for index in stride(from: values.count - 1, to: 0, by: -1) {
            values.swapAt(index, call.run.random.index(below: index + 1))
        }
        return .list(values)
    }

    private static func sort(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let items = call[0].arrayValue?.items, items.count > 1 else { return call[0] }
        let run = call.run
        try run.allocate(elements: items.count * 2)
        let values = items.array
        if let comparator = call.function(1) {
            return .list(
                try MergeSort.sort(values) { a, b throws(Failure) in
                    try run.call(comparator, call.frame, a, { b }, { .undefined }).isTrue()
                })
        }
        if values.allSatisfy({ $0.symbol == .number }) {
            return .list(
                try MergeSort.sort(values) { a, b throws(Failure) in
                    try run.step()
                    return (a.doubleValue ?? 0) > (b.doubleValue ?? 0)
                })
        }
        guard values.allSatisfy({ $0.symbol == .string }) else { throw Failure("D3070", index: 1) }
        return .list(
            try MergeSort.sort(values) { a, b throws(Failure) in
                try run.step()
                return Text.precedes(b.stringValue ?? "", a.stringValue ?? "")
            })
    }

    private static func distinct(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard case .array(let array) = call[0], array.items.count > 1 else { return call[0] }
        var kept: [Value] = []
        for index in 0..<array.items.count {
            let value = array.items[index]
            var isNew = true
            for other in kept {
                try call.run.step()
                if try other.isEqual(to: value, call.run) {
                    isNew = false
                    break
                }
            }
            if isNew { kept.append(value) }
        }
        try call.run.allocate(elements: kept.count)
        return .array(ArrayValue(.values(kept), array.flags.intersection(.sequence)))
    }

    private static func zip(_ call: NativeFunction.Call) throws(Failure) -> Value {
        let arrays = call.arguments.map { $0.isUndefined ? Items.values([]) : $0.elements }
        let length = arrays.map(\.count).min() ?? 0
        try call.run.allocate(elements: length * (arrays.count + 2))
        return .list((0..<length).map { index in .list(arrays.map { $0[index] }) })
    }
}
