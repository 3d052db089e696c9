public import JSON

/// Why an expression could not be parsed or evaluated, in the words and codes of the reference implementation.
public struct JSONataError: Error, Sendable, Equatable {
    /// The reference's code: `S…` for the text, `T…` for types, `D…` for values, `U1001` for a limit.
    public internal(set) var code: String
    /// The reference's sentence, which may quote the value at fault.
    public internal(set) var message: String
    /// UTF-16 units from the start of the text to the end of the token at fault, as the reference counts.
    public internal(set) var position: Int?
    /// The token, operator or function at fault.
    public internal(set) var token: String?
    /// The value at fault.
    public internal(set) var value: JSONValue?
    /// The second of two values that do not go together.
    public internal(set) var value2: JSONValue?
    /// Which argument, from 1.
    public internal(set) var index: Int?

    /// An error of a code of the caller's own, for host functions.
    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}

extension JSONataError: CustomStringConvertible {
    /// Code, sentence and position.
    public var description: String {
        "\(code): \(message)" + (position.map { " (at \($0))" } ?? "")
    }
}
