/// Reads a path from its text, left to right.
struct JSONPathParser {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func root() throws(JSONPathError) -> JSONPath.Root {
        guard take("$") else { throw malformed("A path begins with '$'") }
        if take("$") {
            guard isAtEnd || isNext(".") || isNext("[") else { throw malformed("Expected '.' or '[' after '$$'") }
            return .context
        }
        guard isAtEnd || isNext(".") || isNext("[") else {
            let byte = bytes[position]
            guard JSONPathParser.isWord(byte) else { throw malformed("Expected '.' or '[' after '$'") }
            throw unsupported("Variables")
        }
        return .input
    }

    mutating func segments() throws(JSONPathError) -> [JSONPathSegment] {
        var segments: [JSONPathSegment] = []
        while !isAtEnd {
            if take("[") {
                segments.append(try bracket())
                continue
            }
            guard take(".") else { throw malformed("Expected '.' or '['") }
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
        while let byte = next, !JSONPathParser.endsName(byte) {
            position += 1
            if byte == UInt8(ascii: "\\") {
                guard let escaped = next else { throw malformed("A '\\' escapes the character after it") }
                name.append(escaped)
                position += 1
            } else {
                name.append(byte)
            }
        }
        if isNext("(") { throw unsupported("Functions in paths") }
        guard isAtEnd || isNext(".") || isNext("[") else {
            throw malformed("A name with this character needs brackets")
        }
        guard !name.isEmpty else { throw malformed("Expected a name or '*'") }
        return .member(String(decoding: name, as: UTF8.self))
    }

    /// What stands in brackets, with the closing one.
    private mutating func bracket() throws(JSONPathError) -> JSONPathSegment {
        skipBlanks()
        let segment: JSONPathSegment
        if take("*") {
            segment = .wildcard
        } else if isNext("?") {
            throw unsupported("Filters in paths")
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

    private mutating func quoted() throws(JSONPathError) -> String {
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

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private var isAtEnd: Bool { position == bytes.count }

    private func isNext(_ character: Unicode.Scalar) -> Bool { next == UInt8(ascii: character) }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard isNext(character) else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while isNext(" ") { position += 1 }
    }

    private func malformed(_ message: String) -> JSONPathError {
        JSONPathError(message: message, offset: position, isNotSupportedYet: false)
    }

    private func unsupported(_ what: String) -> JSONPathError {
        JSONPathError(
            message: "\(what) are not supported yet by this version", offset: position, isNotSupportedYet: true)
    }

    /// Letters, digits, `_` and everything beyond ASCII.
    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default:
            false
        }
    }

    /// The characters that a name after a dot cannot hold unescaped.
    private static func endsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "*"), UInt8(ascii: ","), 0...0x20:
            true
        default:
            false
        }
    }
}
