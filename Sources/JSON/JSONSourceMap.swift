/// Where the members of a document stand in its text, for messages about documents that people write.
///
/// It keeps the text and looks places up when asked, in time proportional to the text: many are asked for together.
public struct JSONSourceMap: Sendable {
    /// The document's text.
    public let text: JSONText
    private let bytes: [UInt8]

    /// Takes a document; throws when it is not valid JSON.
    public init(_ utf8: [UInt8]) throws(JSONError) {
        text = try JSONText(validating: utf8)
        bytes = utf8
    }

    /// Takes a document; throws when it is not valid JSON.
    public init(_ text: String) throws(JSONError) {
        try self.init(Array(text.utf8))
    }

    /// Where the value a pointer leads to starts: line and column from 1, columns in Unicode scalars; nil when there is none.
    public func position(of pointer: JSONPointer) -> (line: Int, column: Int)? {
        place(of: pointer).map { position(ofOffset: $0.value) }
    }

    /// Where the values that pointers lead to start, each as `position(of:)` says; in time proportional to the text, and to the
    /// pointers.
    public func positions(of pointers: [JSONPointer]) -> [(line: Int, column: Int)?] {
        let wanted = WantedPlaces(pointers)
        var offsets = [Int?](repeating: nil, count: pointers.count)
        // The text was validated, so that the reader's errors cannot occur.
        var reader = JSONReader(bytes)
        try? wanted.find(in: &reader, &offsets)
        let known = Set(offsets.compactMap(\.self)).sorted()
        let places = bytes.withUnsafeBufferPointer { FaultLocator(bytes: $0).positions(of: known) }
        let byOffset = Dictionary(uniqueKeysWithValues: zip(known, places))
        return offsets.map { $0.flatMap { byOffset[$0] } }
    }

    /// Where the key of the member a pointer leads to starts, its quotation mark included; nil when it is not a member.
    public func keyPosition(of pointer: JSONPointer) -> (line: Int, column: Int)? {
        place(of: pointer).flatMap(\.key).map { position(ofOffset: $0) }
    }

    private func position(ofOffset offset: Int) -> (line: Int, column: Int) {
        bytes.withUnsafeBufferPointer { FaultLocator(bytes: $0).position(of: offset) }
    }

    /// The offsets of the value and, in an object, its key.
    private func place(of pointer: JSONPointer) -> (key: Int?, value: Int)? {
        // The text was validated, so that the reader's errors cannot occur.
        var reader = JSONReader(bytes)
        guard (try? reader.peekKind()) != nil else { return nil }
        var keyOffset: Int?
        for token in pointer.tokens {
            switch try? reader.peekKind() {
            case .object:
                guard let offset = try? reader.enterMember(token) else { return nil }
                keyOffset = offset
            case .array:
                guard let index = JSONPointer.index(token), (try? reader.enterElement(index)) == true else {
                    return nil
                }
                keyOffset = nil
            default: return nil
            }
        }
        return (keyOffset, reader.place.scanner.position)
    }
}

extension JSONReader {
    /// Enters an object, goes to the value of a member and returns where its key starts; nil when there is none.
    fileprivate mutating func enterMember(_ name: String) throws(JSONError) -> Int? {
        try beginObject()
        while let key = try nextKey() {
            if key.string.hasSameScalars(as: name) { return key.offset - 1 }
            try skipValue()
        }
        return nil
    }

    /// Enters an array and goes to an element; false when there is none.
    fileprivate mutating func enterElement(_ index: Int) throws(JSONError) -> Bool {
        try beginArray()
        var count = 0
        while try nextElement() {
            if count == index { return true }
            count += 1
            try skipValue()
        }
        return false
    }
}
