/// Writes JSON text piece by piece and places the commas.
///
/// What is written is not checked for its structure: the caller closes what it opens and writes a key before each value
/// of an object. Strings are escaped as little as RFC 8259 §7 allows.
public struct JSONWriter: Sendable {
    /// What was written so far.
    public private(set) var utf8: [UInt8]
    /// Whether the next key or value follows another one of the same container.
    private var needsComma = false

    /// A writer with room for a number of bytes; more room is made when needed.
    public init(reservingCapacity capacity: Int = 256) {
        utf8 = []
        utf8.reserveCapacity(capacity)
    }

    /// Forgets what was written and keeps the room.
    public mutating func removeAll() {
        utf8.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// Starts an object.
    public mutating func beginObject() {
        open(Byte.openBrace)
    }

    /// Ends the innermost object.
    public mutating func endObject() {
        close(Byte.closeBrace)
    }

    /// Starts an array.
    public mutating func beginArray() {
        open(Byte.openBracket)
    }

    /// Ends the innermost array.
    public mutating func endArray() {
        close(Byte.closeBracket)
    }

    /// Writes a member's key, which must not occur in its object yet.
    public mutating func key(_ key: StaticString) {
        separate()
        key.withUTF8Buffer { appendString($0) }
        utf8.append(Byte.colon)
        needsComma = false
    }

    /// Writes a member's key, which must not occur in its object yet.
    public mutating func key(_ key: String) {
        separate()
        var key = key
        key.withUTF8 { appendString($0) }
        utf8.append(Byte.colon)
        needsComma = false
    }

    /// Writes a string.
    public mutating func string(_ string: String) {
        separate()
        var string = string
        string.withUTF8 { appendString($0) }
    }

    /// Writes an integer.
    public mutating func int(_ value: Int) {
        separate()
        appendInteger(value)
    }

    /// Writes `true` or `false`.
    public mutating func bool(_ value: Bool) {
        separate()
        append(value ? "true" : "false")
    }

    /// Writes `null`.
    public mutating func null() {
        separate()
        append("null")
    }

    /// Writes a number as its text.
    public mutating func number(_ number: JSONNumber) {
        separate()
        var text = number.text
        text.withUTF8 { utf8.append(contentsOf: $0) }
    }

    /// Writes a text byte for byte.
    public mutating func text(_ text: JSONText) {
        separate()
        utf8.append(contentsOf: text.utf8)
    }

    /// Writes a value compactly.
    public mutating func value(_ value: JSONValue) {
        separate()
        ByteSink.withText(of: value) { utf8.append(contentsOf: $0) }
    }
}

extension JSONWriter {
    private mutating func open(_ bracket: UInt8) {
        separate()
        utf8.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        utf8.append(bracket)
        needsComma = true
    }

    @inline(__always)
    private mutating func separate() {
        if needsComma { utf8.append(Byte.comma) }
        needsComma = true
    }

    private mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { utf8.append(contentsOf: $0) }
    }

    private mutating func appendString(_ bytes: UnsafeBufferPointer<UInt8>) {
        utf8.append(Byte.quote)
        var start = 0
        while true {
            let end = Escaping.firstByteToEscape(bytes, from: start)
            utf8.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end]))
            if end == bytes.count { break }
            Escaping.withEscape(of: bytes[end]) { utf8.append(contentsOf: $0) }
            start = end &+ 1
        }
        utf8.append(Byte.quote)
    }

    private mutating func appendInteger(_ value: Int) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
            var rest = value.magnitude
            var start = buffer.count
            repeat {
                start &-= 1
                buffer[start] = Byte.zero &+ UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            if value < 0 {
                start &-= 1
                buffer[start] = Byte.minus
            }
            utf8.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
        }
    }
}
