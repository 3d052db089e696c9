/// Reads a JSON text forward, value by value, without building a tree: what decodes events.
///
/// The caller says what it expects; anything else is an error at its place. Everything passed is checked as strictly as
/// ``JSONValue/init(parsing:)-(String)`` checks it, duplicate keys included, so a text that was read to ``end()`` is valid.
/// After an error the reader is at an unspecified place.
public struct JSONReader: ~Copyable, Sendable {
    let bytes: ArraySlice<UInt8>
    /// Apart from the bytes, so that a step can change it while it borrows them: no retain per call.
    var place = Place()

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
        try Self.read(bytes, &place) { (place, bytes) throws(Fault) in
            try place.prepareForValue(bytes)
            return try place.scanner.kind(bytes)
        }
    }

    /// Enters an object.
    public mutating func beginObject() throws(JSONError) {
        try Self.read(bytes, &place) { (place, bytes) throws(Fault) in try place.begin(.object, bytes) }
    }

    /// Reads the key of the next member, whose value must be read or skipped next; nil when the object ends, which leaves it.
    public mutating func nextKey() throws(JSONError) -> JSONKey? {
        let start = bytes.startIndex
        let slice = bytes
        return try Self.read(bytes, &place) { (place, bytes) throws(Fault) in
            guard let span = try place.scanNextKey(bytes) else { return nil }
            return JSONKey(bytes, span) { slice[(start &+ span.start)..<(start &+ span.end)] }
        }
    }

    /// Enters an array.
    public mutating func beginArray() throws(JSONError) {
        try Self.read(bytes, &place) { (place, bytes) throws(Fault) in try place.begin(.array, bytes) }
    }

    /// Whether the array has one more element, which must be read or skipped next; false when it ends, which leaves it.
    public mutating func nextElement() throws(JSONError) -> Bool {
        try Self.read(bytes, &place) { (place, bytes) throws(Fault) in
            guard try place.advance(inObject: false, bytes) else { return false }
            place.expectation = .value
            return true
        }
    }

    /// Checks that nothing but white space is left.
    public mutating func end() throws(JSONError) {
        try Self.read(bytes, &place) { (place, bytes) throws(Fault) in
            guard place.scanner.keys.isInObject == nil, place.expectation == .nextInContainer else {
                throw Fault(.readOutOfOrder, place.scanner.position)
            }
            try place.scanner.finish(bytes)
        }
    }
}

extension JSONReader {
    /// Lends the bytes to a step of the scanner and puts its fault into words.
    @inline(__always)
    static func read<Result>(
        _ slice: borrowing ArraySlice<UInt8>, _ place: inout Place,
        _ step: (inout Place, JSONScanner.Bytes) throws(Fault) -> Result
    ) throws(JSONError) -> Result {
        try slice.withUnsafeBufferPointer { (bytes) throws(JSONError) in
            do throws(Fault) {
                return try step(&place, bytes)
            } catch {
                throw JSONError(error, in: bytes)
            }
        }
    }
}
