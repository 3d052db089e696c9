/// One step of a path.
public enum JSONPathSegment: Sendable, Hashable, CustomStringConvertible {
    /// `.name`, `['name']`
    case member(String)
    /// `['a','b']`
    case members([String])
    /// `[n]`; a negative one counts from the end.
    case index(Int)
    /// `[0,2]`
    case indexes([Int])
    /// `[from:to]`; negative bounds count from the end, absent ones are the ends.
    case slice(from: Int?, to: Int?)
    /// `.*`, `[*]`
    case wildcard
    /// `..`: the value and everything inside it, for the step that follows.
    case descendants
    /// `[?(…)]`: the elements for which a condition holds.
    case filter(PathFilter)
    /// `.length()` and its like; only as the last step.
    case function(PathFunction)

    /// Whether the step selects at most one value.
    var isDefinite: Bool {
        switch self {
        case .member, .index: true
        case .members, .indexes, .slice, .wildcard, .descendants, .filter, .function: false
        }
    }

    /// In brackets, as the service shows the steps of a path.
    public var description: String {
        switch self {
        case .member(let name): "['\(name)']"
        case .members(let names): "[" + names.map { "'\($0)'" }.joined(separator: ",") + "]"
        case .index(let index): "[\(index)]"
        case .indexes(let indexes): "[" + indexes.map(String.init).joined(separator: ",") + "]"
        case .slice(let from, let to): "[\(from.map(String.init) ?? ""):\(to.map(String.init) ?? "")]"
        case .wildcard: "[*]"
        case .descendants: ".."
        case .filter(let filter): "[?(\(filter.text))]"
        case .function(let function): ".\(function.rawValue)()"
        }
    }
}
