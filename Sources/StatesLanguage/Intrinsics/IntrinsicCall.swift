import JSON

/// A call of an intrinsic function, `States.Name(…)`, parsed once.
public struct IntrinsicCall: Sendable, Hashable, CustomStringConvertible {
    /// What a function is given.
    indirect enum Argument: Sendable, Hashable {
        /// A number, `true`, `false` or `null`.
        case literal(JSONValue)
        /// A text in single quotes; as written, with its escapes, and as meant.
        case text(written: String, meant: String)
        /// Read when the call is evaluated.
        case path(JSONPath)
        case call(IntrinsicCall)
    }

    /// The call as written.
    public let text: String
    /// What is called.
    public let function: IntrinsicFunction
    let arguments: [Argument]

    /// The call as written.
    public var description: String { text }

    /// Whether the value may differ from one evaluation to the next for the same data.
    public var drawsChance: Bool {
        switch function {
        case .uuid: return true
        case .mathRandom where arguments.count == 2: return true
        default: break
        }
        return arguments.contains { if case .call(let inner) = $0 { inner.drawsChance } else { false } }
    }

    /// Whether an argument reads `$`.
    var readsInput: Bool {
        arguments.contains { argument in
            switch argument {
            case .path(let path): path.root == .input
            case .call(let inner): inner.readsInput
            case .literal, .text: false
            }
        }
    }

    /// Whether a text is meant to be a call.
    static func looksLikeOne(_ text: String) -> Bool {
        text.hasPrefix("States.")
    }

    /// Parses a call.
    ///
    /// Throws for texts that are no call of a function there is, with as many arguments as it takes.
    public init(parsing text: String) throws(JSONPathError) {
        var parser = IntrinsicParser(text)
        self = try parser.call()
    }

    init(text: String, function: IntrinsicFunction, arguments: [Argument]) {
        self.text = text
        self.function = function
        self.arguments = arguments
    }
}
