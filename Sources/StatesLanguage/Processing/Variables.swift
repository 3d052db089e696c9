public import JSON

/// The variables that a state can read: those of its own scope, and around them those of the scopes outside.
///
/// A copy costs nothing, and so does a scope inside another one.
public struct Variables: Sendable, Hashable {
    /// A value, and the bytes that its text takes.
    private struct Value: Sendable, Hashable {
        let value: JSONValue
        let size: Int
    }

    /// A scope, and what is around it.
    private final class Scope: Sendable {
        let values: [String: Value]
        let outer: Scope?

        init(_ values: [String: Value], outer: Scope?) {
            self.values = values
            self.outer = outer
        }
    }

    private var scope: Scope?

    /// No variables.
    public init() {}

    /// The value of a variable, or nil where it was never assigned; an inner scope's before an outer's.
    public subscript(name: String) -> JSONValue? {
        var scope = scope
        while let current = scope {
            if let found = current.values[name] { return found.value }
            scope = current.outer
        }
        return nil
    }

    /// All that can be read, the inner scopes' before the outer ones', in the order of the names.
    public var all: JSONObject {
        var all: [String: JSONValue] = [:]
        var scope = scope
        while let current = scope {
            all.merge(current.values.mapValues(\.value)) { inner, _ in inner }
            scope = current.outer
        }
        return JSONObject(uniqueKeysWithValues: all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    private var own: [String: Value] { scope?.values ?? [:] }

    /// How many bytes the values of the innermost scope take.
    public var ownSize: Int { own.values.reduce(0) { $0 + $1.size } }

    /// Assigns variables of the innermost scope.
    public mutating func assign(_ assigned: JSONObject) {
        guard !assigned.isEmpty else { return }
        var values = own
        for (name, value) in assigned { values[name] = Value(value: value, size: JSONText(value).count) }
        scope = Scope(values, outer: scope?.outer)
    }

    /// A scope inside this one: it reads these variables and assigns its own.
    public var inner: Variables {
        var inner = Variables()
        if let scope { inner.scope = Scope([:], outer: scope) }
        return inner
    }

    /// Equal scopes with equal scopes around them.
    public static func == (left: Variables, right: Variables) -> Bool {
        var (left, right) = (left.scope, right.scope)
        while let one = left, let other = right {
            if one === other { return true }
            guard one.values == other.values else { return false }
            (left, right) = (one.outer, other.outer)
        }
        return left == nil && right == nil
    }

    /// Feeds the innermost scope.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(own)
    }
}
