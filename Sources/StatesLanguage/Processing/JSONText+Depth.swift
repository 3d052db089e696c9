package import JSON

extension JSONText {
    /// How deep arrays and objects may be inside each other in what a state makes: less than what can be read, because
    /// whatever keeps a payload puts it inside something of its own.
    static let deepest = 500

    /// Whether what a state made is nested more deeply than it may be, so that nothing is written that cannot be read.
    package var isTooDeep: Bool {
        // A text that deep has at least as many bracket pairs.
        guard count > 2 * JSONText.deepest else { return false }
        var depth = 0
        var isInString = false
        var isEscaped = false
        for byte in utf8 {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                if depth > JSONText.deepest { return true }
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
        }
        return false
    }

    /// The text of a value that a state made.
    ///
    /// Throws where it is nested too deeply.
    static func made(_ value: JSONValue) throws(StateRuntimeError) -> JSONText {
        let text = JSONText(value)
        guard !text.isTooDeep else { throw StateRuntimeError.tooDeep }
        return text
    }
}
