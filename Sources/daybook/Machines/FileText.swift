import Foundation

/// The text of a file, or of standard input for `-`.
enum FileText {
    static func read(_ name: String) throws -> String {
        let data: Data
        do {
            data =
                try name == "-" ? FileHandle.standardInput.readToEnd() ?? Data() : Data(contentsOf: URL(filePath: name))
        } catch {
            throw CommandFailure("\(name) cannot be read: \(FileText.reason(error))")
        }
        guard let text = String(bytes: data, encoding: .utf8) else {
            throw CommandFailure("\(name) is not UTF-8")
        }
        return text
    }

    /// What the system says, without the name that Foundation repeats.
    private static func reason(_ error: any Error) -> String {
        if let cocoa = error as? CocoaError, let underlying = cocoa.underlying as? POSIXError {
            return String(cString: strerror(underlying.code.rawValue))
        }
        return error.localizedDescription
    }
}
