import Foundation

/// An error in one line for whoever typed the command.
struct ErrorLine: CustomStringConvertible {
    let description: String

    init(_ error: any Error) {
        let text =
            switch error {
            case let error as CocoaError: ErrorLine.text(error)
            case let error as POSIXError: String(cString: strerror(error.code.rawValue))
            default: "\(error)"
            }
        description = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// The path and the system's reason, where they are known.
    private static func text(_ error: CocoaError) -> String {
        let reason =
            (error.underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
            ?? error.localizedDescription
        return error.filePath.map { "\($0): \(reason)" } ?? reason
    }
}
