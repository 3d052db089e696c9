/// A command that cannot do its work, in one line for whoever typed it.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    init(_ error: any Error, on log: LogLocation) {
        description = "\(log): \(error)".split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
