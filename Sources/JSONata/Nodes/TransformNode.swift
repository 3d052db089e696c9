internal import JSON

/// `|pattern|update, delete|`: a function that gives a changed copy of its argument.
final class TransformNode: Node {
    struct Part: Sendable {
        let node: any Node
        let position: Int
    }

    private static let signature = Signature([.oneOf([.object, .array, .missing])])

    private let pattern: any Node
    private let update: Part
    private let deletion: Part?

    init(_ pattern: any Node, _ update: Part, _ deletion: Part?) {
        self.pattern = pattern
        self.update = update
        self.deletion = deletion
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        run.capture(frame)
        return .function(FunctionValue(.transform(self, frame)))
    }

    /// Copies the argument, finds what the pattern matches in the copy, and changes it there.
    func call(_ arguments: [Value], closure: Frame, _ run: Run) throws(Failure) -> Value {
        let arguments = try Self.signature.validate(arguments, context: .undefined, run)
        guard let original = arguments.first, !original.isUndefined else { return .undefined }
        let copy = try Self.copy(original, run)
        try run.enter()
        let matches = try pattern.evaluate(copy, closure, run)
        let items = matches.isUndefined ? Items.values([]) : matches.elements
        for index in 0..<items.count {
            try run.step()
            try change(items[index], closure, run)
        }
        run.leave()
        // What was put in may be high: another copy knows how high it has become.
        return try Self.copy(copy, run)
    }

    private func change(_ match: Value, _ frame: Frame, _ run: Run) throws(Failure) {
        let changes = try update.node.evaluate(match, frame, run)
        if !changes.isUndefined {
            guard changes.isObject else {
                throw Failure("T2011", at: update.position, value: changes.quoted(run))
            }
            if case .object(let object) = match {
                let additions = changes.asMembers
                try run.allocate(elements: additions.count * 2)
                for index in additions.keys.indices {
                    object.members[additions.keys[index]] = additions.values[index]
                }
            }
        }
        guard let deletion else { return }
        let names = try deletion.node.evaluate(match, frame, run)
        if names.isUndefined { return }
        let items = names.elements
        for index in 0..<items.count {
            guard let name = items[index].stringValue else {
                throw Failure("T2012", at: deletion.position, value: names.quoted(run))
            }
            if case .object(let object) = match { object.members[name] = nil }
        }
    }

    /// A copy whose objects may be changed.
    private static func copy(_ value: Value, _ run: Run) throws(Failure) -> Value {
        switch value {
        case .array(let array):
            try run.descend()
            try run.allocate(elements: array.items.count)
            var copies: [Value] = []
            copies.reserveCapacity(array.items.count)
            for index in 0..<array.items.count { copies.append(try copy(array.items[index], run)) }
            run.ascend()
            return .array(ArrayValue(.values(copies), array.flags))
        case .json, .object:
            try run.descend()
            let original = value.asMembers
            try run.allocate(elements: original.count * 2 + 4)
            var members = Members()
            for index in original.keys.indices {
                members.append(original.keys[index], try copy(original.values[index], run))
            }
            run.ascend()
            return .object(ObjectValue(members))
        default: return value
        }
    }
}
