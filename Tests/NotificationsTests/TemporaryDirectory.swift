import Foundation

/// A directory that goes with its value.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/daybook-mail-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The names in one of its directories, sorted.
    func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
    }

    /// The text of a file.
    func text(_ file: String) throws -> String {
        try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
    }

    /// The one message in a Maildir's `new`.
    func onlyMail(_ maildir: String = "box") throws -> String {
        let names = try names("\(maildir)/new")
        guard names.count == 1 else { throw CocoaError(.fileNoSuchFile) }
        return try text("\(maildir)/new/\(names[0])")
    }
}
