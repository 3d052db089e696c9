/// Why a rates file is refused: the file, the member, and what is wrong there.
public struct RatesError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file as it was given.
    public let file: String
    /// The member as a JSON pointer, where the fault lies in one.
    public let pointer: String?
    /// What is wrong, as the end of a sentence that begins with the member.
    public let reason: String

    init(file: String, pointer: String? = nil, _ reason: String) {
        self.file = file
        self.pointer = pointer
        self.reason = reason
    }

    /// `file: /member: reason`.
    public var description: String {
        pointer.map { "\(file): \($0): \(reason)" } ?? "\(file): \(reason)"
    }
}
