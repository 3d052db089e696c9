/// Reads a JSON text forward, value by value, without building a tree: what decodes events.
///
/// The caller says what it expects; anything else is an error at its place. Everything passed is checked as strictly as
/// ``JSONValue/init(parsing:)-(String)`` checks it, duplicate keys included, so a text that was read to ``end()`` is valid.
/// After an error the reader is at an unspecified place.
public struct JSONReader: ~Copyable, Sendable {
    /// What may come next.
    enum Expectation {
        case start, value, firstInContainer, nextInContainer
    }

    /// An array or object that is open.
    struct Frame {
        var isObject: Bool
        /// What the stack of keys needs to go back to the object around this one.
        var outerKeys: Int
    }

    let bytes: ArraySlice<UInt8>
    var scanner = JSONScanner()
    var expectation = Expectation.start
    private var frames: [Frame] = []

    /// A reader of one value in UTF-8.
    public init(_ utf8: ArraySlice<UInt8>) {
        bytes = utf8
    }

    /// A reader of one value in UTF-8.
    public init(_ utf8: [UInt8]) {
        bytes = utf8[...]
    }

    /// A reader of a text that was validated before.
    public init(_ text: JSONText) {
        bytes = text.utf8
    }
}

extension JSONReader {
    /// The kind of the next value.
    public mutating func peekKind() throws(JSONError) -> JSONKind {
        try read { (reader, bytes) throws(Fault) in
            try reader.prepareForValue(bytes)
            return try reader.scanner.kind(bytes)
        }
    }

    /// Enters an object.
    public mutating func beginObject() throws(JSONError) {
        try read { (reader, bytes) throws(Fault) in try reader.begin(.object, bytes) }
    }

    /// Reads the key of the next member, whose value must be read or skipped next; nil when the object ends, which leaves it.
    public mutating func nextKey() throws(JSONError) -> JSONKey? {
        let span = try read { (reader, bytes) throws(Fault) in try reader.scanNextKey(bytes) }
        guard let span else { return nil }
        let slice = bytes[(bytes.startIndex &+ span.start)..<(bytes.startIndex &+ span.end)]
        return JSONKey(utf8: slice, isEscaped: span.isEscaped)
    }

    /// Enters an array.
    public mutating func beginArray() throws(JSONError) {
        try read { (reader, bytes) throws(Fault) in try reader.begin(.array, bytes) }
    }

    /// Whether the array has one more element, which must be read or skipped next; false when it ends, which leaves it.
    public mutating func nextElement() throws(JSONError) -> Bool {
        try read { (reader, bytes) throws(Fault) in
            guard try reader.advance(inObject: false, bytes) else { return false }
            reader.expectation = .value
            return true
        }
    }

    /// Checks that nothing but white space is left.
    public mutating func end() throws(JSONError) {
        try read { (reader, bytes) throws(Fault) in
            guard reader.frames.isEmpty, reader.expectation == .nextInContainer else {
                throw Fault(.readOutOfOrder, reader.scanner.position)
            }
            try reader.scanner.finish(bytes)
        }
    }
}

extension JSONReader {
    /// Lends the bytes to a step of the scanner and puts its fault into words.
    @inline(__always)
    mutating func read<Result>(
        _ step: (inout JSONReader, JSONScanner.Bytes) throws(Fault) -> Result
    ) throws(JSONError) -> Result {
        let slice = bytes
        return try slice.withUnsafeBufferPointer { (bytes) throws(JSONError) in
            do throws(Fault) {
                return try step(&self, bytes)
            } catch {
                throw JSONError(error, in: bytes)
            }
        }
    }

    /// Stands at the first byte of a value, if the place is one for a value.
    @inline(__always)
    mutating func prepareForValue(_ bytes: JSONScanner.Bytes) throws(Fault) {
        switch expectation {
        case .value: break
        case .start:
            try scanner.begin(bytes)
            expectation = .value
        case .firstInContainer, .nextInContainer: throw Fault(.readOutOfOrder, scanner.position)
        }
    }

    /// Stands at the first byte of a value of this kind.
    @inline(__always)
    mutating func prepare(for expected: JSONKind, _ bytes: JSONScanner.Bytes) throws(Fault) {
        try prepareForValue(bytes)
        let found = try scanner.kind(bytes)
        if found != expected { throw Fault(.wrongKind(expected: expected, found: found), scanner.position) }
    }

    private mutating func begin(_ kind: JSONKind, _ bytes: JSONScanner.Bytes) throws(Fault) {
        try prepare(for: kind, bytes)
        try scanner.enterContainer()
        let isObject = kind == .object
        frames.append(Frame(isObject: isObject, outerKeys: isObject ? scanner.keys.openObject() : 0))
        expectation = .firstInContainer
    }

    private mutating func scanNextKey(_ bytes: JSONScanner.Bytes) throws(Fault) -> JSONScanner.StringSpan? {
        guard try advance(inObject: true, bytes) else { return nil }
        let span = try scanner.scanKey(bytes)
        expectation = .value
        return span
    }

    /// Goes to the next member or element of the innermost container, or leaves it and returns false.
    private mutating func advance(inObject: Bool, _ bytes: JSONScanner.Bytes) throws(Fault) -> Bool {
        guard let frame = frames.last, frame.isObject == inObject else {
            throw Fault(.readOutOfOrder, scanner.position)
        }
        let closing = inObject ? Byte.closeBrace : Byte.closeBracket
        let hasMore: Bool
        switch expectation {
        case .firstInContainer: hasMore = !scanner.scanEmpty(bytes, closing: closing)
        case .nextInContainer: hasMore = try scanner.scanSeparator(bytes, closing: closing)
        case .start, .value: throw Fault(.readOutOfOrder, scanner.position)
        }
        if hasMore { return true }
        frames.removeLast()
        if inObject { scanner.keys.closeObject(frame.outerKeys) }
        scanner.depth &-= 1
        expectation = .nextInContainer
        return false
    }
}
