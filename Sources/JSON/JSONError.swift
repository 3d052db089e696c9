/// Why a text was refused, and where.
///
/// An error names places and reasons; it never quotes values. Keys appear in it as parts of ``pointer`` only.
public struct JSONError: Error, Sendable, Equatable {
    /// What was wrong.
    public let kind: Kind
    /// Bytes from the start of the text to the fault, from 0.
    public let offset: Int
    /// Line of the fault, from 1; a line ends at LF, CR LF or CR.
    public let line: Int
    /// Column of the fault in Unicode scalars, from 1.
    public let column: Int
    /// The value the fault stands in: the member or element being read, or its container between two of them.
    public let pointer: JSONPointer

    init(_ fault: Fault, in bytes: UnsafeBufferPointer<UInt8>) {
        let locator = FaultLocator(bytes: bytes)
        kind = fault.kind
        offset = fault.offset
        (line, column) = locator.position(of: fault.offset)
        pointer = locator.pointer(of: fault)
    }
}

extension JSONError {
    /// The reasons to refuse a text.
    @nonexhaustive public enum Kind: Sendable, Hashable {
        /// Nothing but white space.
        case emptyInput
        /// The text starts with a byte order mark, which RFC 8259 §8.1 forbids to add.
        case byteOrderMark
        /// The text ends inside a value.
        case unexpectedEnd
        /// A byte that cannot start a value.
        case unexpectedCharacter
        /// A misspelled `true`, `false` or `null`.
        case invalidLiteral
        /// A number outside the grammar of RFC 8259 §6.
        case invalidNumber
        /// A string without its closing quotation mark.
        case unterminatedString
        /// A control character (below U+0020) in a string that should have been escaped.
        case controlCharacter
        /// A backslash followed by something RFC 8259 §7 does not list.
        case invalidEscape
        /// A `\u` escape of one half of a surrogate pair without the other half.
        case loneSurrogate
        /// Bytes that are not UTF-8.
        case invalidUTF8
        /// Something else where a member's key should be.
        case expectedKey
        /// No colon after a member's key.
        case expectedColon
        /// Neither a comma nor the end of the array or object after a value.
        case expectedCommaOrEnd
        /// A comma before the end of an array or object.
        case trailingComma
        /// A key that its object already has; ``JSONError/pointer`` names it and ``JSONError/offset`` is its second place.
        case duplicateKey
        /// More than 512 arrays and objects inside each other.
        case tooDeep
        /// Something after the value.
        case trailingContent
        /// A value of another kind than the reader asked for.
        case wrongKind(expected: JSONKind, found: JSONKind)
        /// A number that is not an integer, or an integer outside the type that was asked for.
        case notAnInteger
        /// The reader was asked for something its place in the text does not offer: a fault of the calling code.
        case readOutOfOrder
    }
}

extension JSONError.Kind: CustomStringConvertible {
    /// The reason in words.
    public var description: String {
        switch self {
        case .emptyInput: "the text is empty"
        case .byteOrderMark: "the text starts with a byte order mark"
        case .unexpectedEnd: "the text ends inside a value"
        case .unexpectedCharacter: "a value cannot start with this character"
        case .invalidLiteral: "a misspelled true, false or null"
        case .invalidNumber: "not a JSON number"
        case .unterminatedString: "the string has no closing quotation mark"
        case .controlCharacter: "a control character in a string must be escaped"
        case .invalidEscape: "not an escape sequence of JSON"
        case .loneSurrogate: "one half of a surrogate pair without the other"
        case .invalidUTF8: "the bytes are not UTF-8"
        case .expectedKey: "a member must start with a key in quotation marks"
        case .expectedColon: "a colon must follow the key"
        case .expectedCommaOrEnd: "a comma or the end of the array or object must follow the value"
        case .trailingComma: "a comma must not stand before the end of an array or object"
        case .duplicateKey: "the object has this key already"
        case .tooDeep: "more than \(JSONScanner.maximumDepth) arrays and objects inside each other"
        case .trailingContent: "the value is followed by something else"
        case .wrongKind(let expected, let found): "expected \(expected.phrase), found \(found.phrase)"
        case .notAnInteger: "the number is not an integer of 64 bits"
        case .readOutOfOrder: "the reader was called out of order"
        }
    }
}

extension JSONError: CustomStringConvertible {
    /// One line: where, in which value, why.
    public var description: String {
        let place = pointer.tokens.isEmpty ? "" : " at \(pointer)"
        return "line \(line), column \(column)\(place): \(kind)"
    }
}
