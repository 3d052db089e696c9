/// The one tokenizer behind the value parser, ``JSONText``'s validation and ``JSONReader``: what one of them refuses, all do.
///
/// It keeps a position, not the bytes: they come in with every call, because only a closure may hold on to an array's memory.
/// `UnsafeBufferPointer` checks its bounds in debug builds, where the fuzz tests run.
struct JSONScanner: ~Copyable, Sendable {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Arrays and objects inside each other. Deep enough for any document by hand, shallow enough for a thread's stack.
    static let maximumDepth = 512

    /// A string's bytes between its quotation marks.
    struct StringSpan {
        var start: Int
        var end: Int
        var isEscaped: Bool
    }

    var position = 0
    var depth = 0
    var keys = KeyStack()

    /// Stands at the first byte of the value; refuses what can only be told at the start of a text.
    mutating func begin(_ bytes: Bytes) throws(Fault) {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { throw Fault(.byteOrderMark, 0) }
        skipWhitespace(bytes)
        if position == bytes.count { throw Fault(.emptyInput, position) }
    }

    /// Passes white space, after which nothing may follow.
    mutating func finish(_ bytes: Bytes) throws(Fault) {
        skipWhitespace(bytes)
        if position < bytes.count { throw Fault(.trailingContent, position) }
    }

    @inline(__always)
    mutating func skipWhitespace(_ bytes: Bytes) {
        while position < bytes.count {
            let byte = bytes[position]
            if byte > Byte.space { return }
            guard
                byte == Byte.space || byte == Byte.lineFeed || byte == Byte.carriageReturn || byte == Byte.tab
            else { return }
            position &+= 1
        }
    }

    /// The kind of the value at the position, told by its first byte.
    @inline(__always)
    func kind(_ bytes: Bytes) throws(Fault) -> JSONKind {
        guard position < bytes.count else { throw Fault(.unexpectedEnd, bytes.count) }
        switch bytes[position] {
        case Byte.quote: return .string
        case Byte.openBrace: return .object
        case Byte.openBracket: return .array
        case Byte.minus, Byte.zero...Byte.nine: return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        default: throw Fault(.unexpectedCharacter, position)
        }
    }

    @inline(__always)
    mutating func enterContainer() throws(Fault) {
        if depth == Self.maximumDepth { throw Fault(.tooDeep, position) }
        depth &+= 1
        position &+= 1
    }

    /// After an opening bracket: whether the container is empty, in which case its end is passed.
    @inline(__always)
    mutating func scanEmpty(_ bytes: Bytes, closing: UInt8) -> Bool {
        skipWhitespace(bytes)
        guard position < bytes.count, bytes[position] == closing else { return false }
        position &+= 1
        return true
    }

    /// After a value: passes a comma and returns true, or the end of the container and returns false.
    @inline(__always)
    mutating func scanSeparator(_ bytes: Bytes, closing: UInt8) throws(Fault) -> Bool {
        skipWhitespace(bytes)
        guard position < bytes.count else { throw Fault(.unexpectedEnd, bytes.count) }
        let byte = bytes[position]
        if byte == closing {
            position &+= 1
            return false
        }
        guard byte == Byte.comma else { throw Fault(.expectedCommaOrEnd, position) }
        position &+= 1
        skipWhitespace(bytes)
        if position < bytes.count, bytes[position] == closing { throw Fault(.trailingComma, position) }
        return true
    }

    /// Reads a key and its colon, and refuses a key that the open object already has.
    @inline(__always)
    mutating func scanKey(_ bytes: Bytes) throws(Fault) -> StringSpan {
        guard position < bytes.count else { throw Fault(.unexpectedEnd, bytes.count) }
        guard bytes[position] == Byte.quote else { throw Fault(.expectedKey, position) }
        let start = position
        let span = try scanString(bytes)
        guard keys.insert(span, in: bytes) else { throw Fault(.duplicateKey, start) }
        skipWhitespace(bytes)
        guard position < bytes.count else { throw Fault(.unexpectedEnd, bytes.count) }
        guard bytes[position] == Byte.colon else { throw Fault(.expectedColon, position) }
        position &+= 1
        skipWhitespace(bytes)
        return span
    }

    mutating func scanLiteral(_ bytes: Bytes, _ literal: StaticString) throws(Fault) {
        let count = literal.utf8CodeUnitCount
        for offset in 0..<count {
            guard position &+ offset < bytes.count else { throw Fault(.unexpectedEnd, bytes.count) }
            guard bytes[position &+ offset] == literal.utf8Start[offset] else {
                throw Fault(.invalidLiteral, position)
            }
        }
        position &+= count
    }
}

extension JSONScanner {
    /// Passes one value and proves it well-formed, keys included.
    mutating func skipValue(_ bytes: Bytes) throws(Fault) {
        switch try kind(bytes) {
        case .string: _ = try scanString(bytes)
        case .number: try scanNumber(bytes)
        case .object: try skipObject(bytes)
        case .array: try skipArray(bytes)
        case .null: try scanLiteral(bytes, "null")
        case .bool: _ = try scanBool(bytes)
        }
    }

    @inline(__always)
    mutating func scanBool(_ bytes: Bytes) throws(Fault) -> Bool {
        let isTrue = bytes[position] == UInt8(ascii: "t")
        try scanLiteral(bytes, isTrue ? "true" : "false")
        return isTrue
    }

    private mutating func skipObject(_ bytes: Bytes) throws(Fault) {
        try enterContainer()
        if !scanEmpty(bytes, closing: Byte.closeBrace) {
            let outer = keys.openObject()
            repeat {
                _ = try scanKey(bytes)
                try skipValue(bytes)
            } while try scanSeparator(bytes, closing: Byte.closeBrace)
            keys.closeObject(outer)
        }
        depth &-= 1
    }

    private mutating func skipArray(_ bytes: Bytes) throws(Fault) {
        try enterContainer()
        if !scanEmpty(bytes, closing: Byte.closeBracket) {
            repeat {
                try skipValue(bytes)
            } while try scanSeparator(bytes, closing: Byte.closeBracket)
        }
        depth &-= 1
    }
}
