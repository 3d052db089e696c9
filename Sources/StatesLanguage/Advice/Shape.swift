import JSON

/// What is known of a value before anything runs.
indirect enum Shape: Hashable, Sendable {
    /// Anything.
    case unknown
    /// A text, a number, true, false or null: nothing is inside.
    case scalar
    /// An array, of which nothing else is known.
    case array
    /// An object with these members on some way, and no others on any.
    case object([String: Shape])

    /// Deeper than this nothing is known: a loop that wraps its input would go on for ever.
    private static let deepest = 8

    init(_ value: JSONValue, depth: Int = 0) {
        switch value {
        case .object(let object) where depth < Shape.deepest:
            self = .object(
                Dictionary(
                    object.map { ($0.key, Shape($0.value, depth: depth + 1)) }, uniquingKeysWith: { $1 }))
        case .object: self = .unknown
        case .array: self = .array
        case .null, .bool, .number, .string: self = .scalar
        }
    }

    /// The output of an error, as a Catcher hands it on.
    static let errorOutput = Shape.object(["Error": .scalar, "Cause": .scalar])

    /// What a path leads to; nil where nothing can be there.
    func value(at path: JSONPath) -> Shape? {
        guard path.root == .input, path.isDefinite else { return .unknown }
        var shape = self
        for segment in path.segments {
            guard case .member(let name) = segment else { return .unknown }
            switch shape {
            case .object(let members):
                guard let member = members[name] else { return nil }
                shape = member
            case .scalar: return nil
            case .array, .unknown: return .unknown
            }
        }
        return shape
    }

    /// What may come by one way or by another.
    func joined(_ other: Shape) -> Shape {
        switch (self, other) {
        case (.object(let ours), .object(let theirs)): .object(ours.merging(theirs) { $0.joined($1) })
        case (.scalar, .scalar): .scalar
        case (.array, .array): .array
        default: .unknown
        }
    }

    /// The shape after a value was put at a place, as `ResultPath` does.
    func inserting(_ value: Shape, at path: ReferencePath) -> Shape {
        inserting(value, path.members).limited()
    }

    private func inserting(_ value: Shape, _ names: ArraySlice<String>?) -> Shape {
        guard let names else { return .unknown }
        guard let name = names.first else { return value }
        guard case .object(var members) = self else { return .unknown }
        members[name] = (members[name] ?? .object([:])).inserting(value, names.dropFirst())
        return .object(members)
    }

    /// The shape without what is too deep to follow.
    func limited(_ depth: Int = 0) -> Shape {
        guard case .object(let members) = self else { return self }
        guard depth < Shape.deepest else { return .unknown }
        return .object(members.mapValues { $0.limited(depth + 1) })
    }
}

extension ReferencePath {
    /// The members it leads through; nil where it leads through elements, too.
    fileprivate var members: ArraySlice<String>? {
        var names: [String] = []
        for segment in segments {
            guard case .member(let name) = segment else { return nil }
            names.append(name)
        }
        return names[...]
    }
}
