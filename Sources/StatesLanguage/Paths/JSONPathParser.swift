/// Reads a path from its text, left to right.
struct JSONPathParser {
    /// Evaluation goes as deep as there are steps; nothing that can be read is nested more deeply.
    private static let mostSteps = 1000

    let bytes: [UInt8]
    var position: Int
    /// Whether the path stands inside a filter or a call, and so ends before the text does.
    var isInside = false
    /// How deep filters are nested here.
    var depth = 0

    init(_ text: String) {
        self.init(Array(text.utf8), from: 0)
    }

    /// Reads a path inside a longer text, such as a filter or a call.
    init(_ bytes: [UInt8], from position: Int) {
        self.bytes = bytes
        self.position = position
    }

    mutating func root() throws(JSONPathError) -> JSONPath.Root {
        guard take("$") else { throw malformed("A path begins with '$'") }
        if take("$") {
            guard isAtEnd || isNext(".") || isNext("[") || isInside else {
                throw malformed("Expected '.' or '[' after '$$'")
            }
            return .context
        }
        guard isAtEnd || isNext(".") || isNext("[") else {
            guard let name = VariableName.prefix(of: bytes[position...]) else {
                if isInside { return .input }
                throw malformed("Expected '.' or '[' after '$'")
            }
            position += name.utf8.count
            guard isAtEnd || isNext(".") || isNext("[") || isInside else {
                throw malformed("Expected '.' or '[' after the variable's name")
            }
            return .variable(name)
        }
        return .input
    }

    /// The steps up to the end of the text.

    mutating func segments() throws(JSONPathError) -> [JSONPathSegment] {
        let segments = try steps()
        guard isAtEnd else { throw malformed("Expected '.' or '['") }
        return segments
    }

    /// The steps as far as they go: a path inside a filter or a call ends where something else begins.
    mutating func steps() throws(JSONPathError) -> [JSONPathSegment] {
        var segments: [JSONPathSegment] = []
        while isNext(".") || isNext("[") {
            guard segments.count < JSONPathParser.mostSteps else { throw malformed("A path has too many steps") }
            if case .function? = segments.last { throw malformed("A function is the last step of a path") }
            if take("[") {
                segments.append(try bracket())
                continue
            }
            _ = take(".")
            if take(".") {
                segments.append(.descendants)
                if take("[") {
                    segments.append(try bracket())
                    continue
                }
            }
            segments.append(try dotted())
        }
        return segments
    }

    /// What follows a dot: `*` or a name.
    private mutating func dotted() throws(JSONPathError) -> JSONPathSegment {
        if take("*") { return .wildcard }
        var name: [UInt8] = []
        while let byte = next, !endsName(byte) {
            position += 1
            if byte == UInt8(ascii: "\\") {
                guard let escaped = next else { throw malformed("A '\\' escapes the character after it") }
                name.append(escaped)
                position += 1
            } else {
                name.append(byte)
            }
        }
        if isNext("(") { return try function(String(decoding: name, as: UTF8.self)) }
        guard isAtEnd || isNext(".") || isNext("[") || isInside && endsInside else {
            throw malformed("A name with this character needs brackets")
        }
        guard !name.isEmpty else { throw malformed("Expected a name or '*'") }
        return .member(String(decoding: name, as: UTF8.self))
    }

    /// `length()` and its like.
    private mutating func function(_ name: String) throws(JSONPathError) -> JSONPathSegment {
        guard let function = PathFunction(rawValue: name) else { throw malformed("There is no function '\(name)'") }
        _ = take("(")
        skipBlanks()
        guard take(")") else { throw malformed("The function '\(name)' takes nothing: expected ')'") }
        return .function(function)
    }

    /// What stands in brackets, with the closing one.
    private mutating func bracket() throws(JSONPathError) -> JSONPathSegment {
        skipBlanks()
        let segment: JSONPathSegment
        if take("*") {
            segment = .wildcard
        } else if take("?") {
            segment = .filter(try filter())
        } else if isNext("(") || isNext("@") {
            throw unsupported("Script expressions in paths")
        } else if isNext("'") || isNext("\"") {
            segment = try names()
        } else {
            segment = try indexes()
        }
        skipBlanks()
        guard take("]") else { throw malformed("Expected ']'") }
        return segment
    }

    private mutating func names() throws(JSONPathError) -> JSONPathSegment {
        var names = [try quoted()]
        skipBlanks()
        while take(",") {
            skipBlanks()
            names.append(try quoted())
            skipBlanks()
        }
        return names.count == 1 ? .member(names[0]) : .members(names)
    }

    mutating func quoted() throws(JSONPathError) -> String {
        guard let quote = next, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
            throw malformed("Expected a name in quotes")
        }
        position += 1
        var name: [UInt8] = []
        while let byte = next, byte != quote {
            position += 1
            // Only the quote and the backslash itself are escaped; before anything else a backslash is part of the
            // name, as recorded from the service for `$['Test\""Name"']`.
            if byte == UInt8(ascii: "\\"), let escaped = next, escaped == quote || escaped == byte {
                name.append(escaped)
                position += 1
            } else {
                name.append(byte)
            }
        }
        guard next == quote else { throw malformed("The name has no closing quote") }
        position += 1
        return String(decoding: name, as: UTF8.self)
    }

    /// `n`, `n,m` or a slice.
    private mutating func indexes() throws(JSONPathError) -> JSONPathSegment {
        let first = try integer()
        skipBlanks()
        if take(":") {
            skipBlanks()
            let end = try integer()
            skipBlanks()
            guard !isNext(":") else { throw malformed("A slice has no step") }
            return .slice(from: first, to: end)
        }
        guard let first else { throw malformed("Expected an index, a name in quotes, '*' or a slice") }
        var indexes = [first]
        while take(",") {
            skipBlanks()
            guard let index = try integer() else { throw malformed("Expected an index") }
            indexes.append(index)
            skipBlanks()
        }
        return indexes.count == 1 ? .index(indexes[0]) : .indexes(indexes)
    }

    private mutating func integer() throws(JSONPathError) -> Int? {
        let start = position
        _ = take("-")
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
        guard position > start else { return nil }
        guard let value = Int(String(decoding: bytes[start..<position], as: UTF8.self)) else {
            throw malformed("Expected a whole number")
        }
        return value
    }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    var isAtEnd: Bool { position == bytes.count }

    func isNext(_ character: Unicode.Scalar) -> Bool { next == UInt8(ascii: character) }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard isNext(character) else { return false }
        position += 1
        return true
    }

    mutating func skipBlanks() {
        while isNext(" ") { position += 1 }
    }

    func malformed(_ message: String) -> JSONPathError {
        JSONPathError(message: message, offset: position, isNotSupportedYet: false)
    }

    func unsupported(_ what: String) -> JSONPathError {
        JSONPathError(
            message: "\(what) are not supported yet by this version", offset: position, isNotSupportedYet: true)
    }

    /// The characters that a name after a dot cannot hold unescaped.
    private func endsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "*"), UInt8(ascii: ","), 0...0x20:
            true
        // Inside a filter an operator ends it, with or without a blank before it.
        case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"),
            UInt8(ascii: "|"), UInt8(ascii: "~"):
            isInside
        default:
            false
        }
    }

    /// Whether what stands here may follow a path inside a longer text.
    private var endsInside: Bool {
        guard let next else { return true }
        return next != UInt8(ascii: "'") && next != UInt8(ascii: "\"") && next != UInt8(ascii: "*")
    }
}
