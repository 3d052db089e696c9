internal import JSON

/// `{key: value, …}`: collects the input by keys, then makes each key's value from what was collected.
struct Grouping: Sendable {
    struct Pair: Sendable {
        let key: any Node
        let value: any Node
    }

    private let pairs: [Pair]
    private let position: Int
    /// The keys, where they are all written as strings and differ, so that each item gives the same.
    private let fixedKeys: [String]?

    init(pairs: [Pair], position: Int) {
        self.pairs = pairs
        self.position = position
        let keys = pairs.count <= 64 ? pairs.compactMap { ($0.key as? LiteralNode)?.string } : []
        let areDifferent = keys.indices.allSatisfy { place in
            !keys[..<place].contains { Text.areEqual($0, keys[place]) }
        }
        fixedKeys = keys.count == pairs.count && areDifferent ? keys : nil
    }

    /// What came together under one key.
    private struct Group {
        let pair: Int
        var items: [Value] = []
        var tuples: [TupleStream.Tuple] = []
    }

    func apply(to value: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        if case .tuples(let stream) = value { return try apply(to: stream, frame, run) }
        let items = value.elements
        if items.count <= 1 { return try applyToOne(items.count == 0 ? .undefined : items[0], frame, run) }
        var keys = Members()
        var groups: [Group] = []
        for index in 0..<items.count {
            let item = items[index]
            for pair in pairs.indices {
                guard let key = try key(pairs[pair], item, frame, run) else { continue }
                let place = try place(of: key, pair: pair, &keys, &groups, run)
                groups[place].items.append(item)
            }
        }
        var members = Members()
        for index in groups.indices {
            let group = groups[index]
            try run.allocate(64)
            let context = try joined(group.items, run)
            let value = try pairs[group.pair].value.evaluate(context, frame, run)
            if !value.isUndefined { members.append(keys.keys[index], value) }
        }
        return .object(ObjectValue(members))
    }

    /// The common case: an object constructor, which sees one item.
    private func applyToOne(_ item: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        if let fixedKeys { return try applyToOne(item, fixedKeys, frame, run) }
        var keys = Members()
        for index in pairs.indices {
            guard let key = try key(pairs[index], item, frame, run) else { continue }
            if keys.place(of: key) != nil { throw Failure("D1009", at: position, value: .string(key)) }
            keys.append(key, .number(Double(index)))
        }
        try run.allocate(keys.count * 64)
        var members = Members()
        for index in 0..<keys.count {
            guard case .number(let pair) = keys.values[index] else { continue }
            let value = try pairs[Int(pair)].value.evaluate(item, frame, run)
            if !value.isUndefined { members.append(keys.keys[index], value) }
        }
        return .object(ObjectValue(members))
    }

    private func applyToOne(_ item: Value, _ keys: [String], _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        try run.allocate(keys.count * 64)
        var values: [Value] = []
        values.reserveCapacity(keys.count)
        var isComplete = true
        for pair in pairs {
            try run.step()
            let value = try pair.value.evaluate(item, frame, run)
            if value.isUndefined { isComplete = false }
            values.append(value)
        }
        if isComplete { return .object(ObjectValue(Members(uniqueKeys: keys, values))) }
        var members = Members()
        for index in keys.indices where !values[index].isUndefined { members.append(keys[index], values[index]) }
        return .object(ObjectValue(members))
    }

    private func key(_ pair: Pair, _ item: Value, _ frame: Frame, _ run: Run) throws(Failure) -> String? {
        try run.step()
        switch try pair.key.evaluate(item, frame, run) {
        case .string(let key): return key
        case .undefined: return nil
        case let other: throw Failure("T1003", at: position, value: other.quoted(run))
        }
    }

    private func place(
        of key: String, pair: Int, _ keys: inout Members, _ groups: inout [Group], _ run: Run
    ) throws(Failure) -> Int {
        try run.allocate(32)
        if let place = keys.place(of: key) {
            if groups[place].pair != pair { throw Failure("D1009", at: position, value: .string(key)) }
            return place
        }
        keys.append(key, .undefined)
        groups.append(Group(pair: pair))
        return groups.count - 1
    }

    /// One item is itself; several are joined, arrays among them flattened by one level.
    private func joined(_ items: [Value], _ run: Run) throws(Failure) -> Value {
        guard items.count > 1 else { return items.first ?? .undefined }
        var result: [Value] = []
        for item in items {
            switch item {
            case .undefined: continue
            case .array(let array):
                try run.allocate(elements: array.items.count)
                array.items.append(to: &result)
            default: result.append(item)
            }
        }
        return .list(result)
    }

    // MARK: - Tuples

    private func apply(to stream: TupleStream, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        var keys = Members()
        var groups: [Group] = []
        for tuple in stream.tuples {
            let scope = Frame(parent: frame, tuple.bindings)
            for pair in pairs.indices {
                guard let key = try key(pairs[pair], tuple.context, scope, run) else { continue }
                let place = try place(of: key, pair: pair, &keys, &groups, run)
                groups[place].tuples.append(tuple)
            }
        }
        var members = Members()
        for index in groups.indices {
            let tuple = try merged(groups[index].tuples, run)
            let scope = Frame(parent: frame, tuple.bindings)
            let value = try pairs[groups[index].pair].value.evaluate(tuple.context, scope, run)
            if !value.isUndefined { members.append(keys.keys[index], value) }
        }
        return .object(ObjectValue(members))
    }

    /// Several tuples as one: their contexts joined, and what each name is bound to.
    private func merged(_ tuples: [TupleStream.Tuple], _ run: Run) throws(Failure) -> TupleStream.Tuple {
        guard tuples.count > 1 else { return tuples[0] }
        var result = TupleStream.Tuple(context: try joined(tuples.map(\.context), run))
        for binding in tuples[0].bindings {
            let all = tuples.compactMap { $0.bindings.first { $0.name == binding.name }?.value }
            result.bind(binding.name, try joined(all, run))
        }
        return result
    }
}
