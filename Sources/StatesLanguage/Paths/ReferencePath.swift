public import JSON

/// A path that names exactly one place in a document, so that something can be put there (`ResultPath`).
///
/// Its steps are members and elements counted from the front, from `$`. Names may not hold `@`, `,`, `:` or `?` unless
/// in brackets.
public struct ReferencePath: Sendable, Hashable, CustomStringConvertible {
    private let path: JSONPath

    var segments: [JSONPathSegment] { path.segments }

    /// `$`: the whole document.
    public static let root = ReferencePath(path: .entireInput)

    /// The path as written.
    public var text: String { path.text }

    /// Whether the path is `$`.
    public var isRoot: Bool { path.isRoot }

    /// The path as written.
    public var description: String { text }

    /// Parses a reference path.
    ///
    /// Throws for texts that are no path, for paths that start from the context object, and for those that can select
    /// several places.
    public init(parsing text: String) throws(JSONPathError) {
        let path = try JSONPath(parsing: text)
        guard path.root == .input else {
            throw JSONPathError(
                message: "A reference path starts with '$', not '$$' or a variable", offset: 0, isNotSupportedYet: false
            )
        }
        for segment in path.segments {
            switch segment {
            case .member: continue
            case .index(let index) where index >= 0: continue
            default:
                throw JSONPathError(
                    message: "A reference path names one place, which \(segment) does not", offset: 0,
                    isNotSupportedYet: false)
            }
        }
        if let offset = ReferencePath.offsetOfReservedCharacter(in: text) {
            throw JSONPathError(
                message: "'@', ',', ':' and '?' need brackets in a reference path", offset: offset,
                isNotSupportedYet: false)
        }
        self.init(path: path)
    }

    private init(path: JSONPath) {
        self.path = path
    }

    /// What stands at the place, or nil.
    public func value(in document: JSONValue) -> JSONValue? {
        path.value(in: document)
    }

    /// The document with the value put at the place.
    ///
    /// Members that are missing on the way are made as objects; the last one is replaced or appended. An element must
    /// be there to be replaced or gone through: arrays do not grow. Throws where a step meets anything else,
    /// `null` included.
    public func inserting(_ value: JSONValue, into document: JSONValue) throws(StateRuntimeError) -> JSONValue {
        try inserting(value, into: document, path.segments[...])
    }

    private func inserting(
        _ value: JSONValue,
        into target: JSONValue,
        _ steps: ArraySlice<JSONPathSegment>
    ) throws(StateRuntimeError) -> JSONValue {
        guard let step = steps.first else { return value }
        let rest = steps.dropFirst()
        switch (step, target) {
        case (.member(let name), .object(var object)):
            let next = object[name] ?? .object(JSONObject())
            object[name] = try inserting(value, into: next, rest)
            return .object(object)
        case (.index(let index), .array(var elements)) where elements.indices.contains(index):
            elements[index] = try inserting(value, into: elements[index], rest)
            return .array(elements)
        default:
            throw StateRuntimeError.unappliable(self, step: step, to: target)
        }
    }

    /// A reserved character outside brackets and not escaped.
    private static func offsetOfReservedCharacter(in text: String) -> Int? {
        var quote: UInt8?
        var isEscaped = false
        for (offset, byte) in text.utf8.enumerated() {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if let open = quote {
                if byte == open { quote = nil }
            } else {
                switch byte {
                case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
                case UInt8(ascii: "@"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "?"): return offset
                default: break
                }
            }
        }
        return nil
    }
}
