/// A path into a JSON document, parsed once and evaluated often.
///
/// The dialect is Jayway's, as the service has it: `$`, `$$`, `$variable`, `.name`, `['name']`, `[n]`, `[*]`, `.*`,
/// `[from:to]`, `[0,2]`, `['a','b']`, `..`, `[?(…)]`, and at the end a function such as `.length()`.
///
/// ```swift
/// let path = try JSONPath(parsing: "$.employees[0].name")
/// let name = path.value(in: document)
/// ```
public struct JSONPath: Sendable, Hashable, CustomStringConvertible {
    /// What a path starts from.
    @nonexhaustive
    public enum Root: Sendable, Hashable {
        /// `$`: the data of the field that holds the path.
        case input
        /// `$$`: the context object.
        case context
        /// `$name`: a variable.
        case variable(String)
    }

    /// The path as written.
    public let text: String
    /// What it starts from.
    public let root: Root
    /// Its steps.
    public let segments: [JSONPathSegment]
    /// Whether it selects exactly one value or none; otherwise it selects an array of all it finds.
    public let isDefinite: Bool

    /// `$`: everything.
    public static let entireInput = JSONPath(text: "$", root: .input, segments: [])

    /// Whether the path is `$`, which selects its input whole.
    public var isRoot: Bool { segments.isEmpty && root == .input }

    /// The path as written.
    public var description: String { text }

    init(text: String, root: Root, segments: [JSONPathSegment]) {
        self.text = text
        self.root = root
        self.segments = segments
        switch segments.last {
        // Several names in the last step give one object, not a list, and so the path stays definite.
        case .members?: isDefinite = segments.dropLast().allSatisfy(\.isDefinite)
        // A function gives one value, of whatever is before it.
        case .function?: isDefinite = true
        default: isDefinite = segments.allSatisfy(\.isDefinite)
        }
    }
}
