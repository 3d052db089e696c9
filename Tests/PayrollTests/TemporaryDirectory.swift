import FoundationEssentials

/// A directory of its own for a test, removed with the value.
final class TemporaryDirectory {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/payroll-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = "\(path)/\(name)"
        try Data(bytes).write(to: URL(filePath: file))
        return file
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try write(name, Array(text.utf8))
    }

    func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: "\(path)/\(name)")))
    }

    func text(_ name: String) throws -> String {
        String(decoding: try read(name), as: UTF8.self)
    }

    /// Every file below, by its path from here.
    func files(below name: String = "") throws -> [String] {
        let root = name.isEmpty ? path : "\(path)/\(name)"
        var found: [String] = []
        for entry in try FileManager.default.contentsOfDirectory(atPath: root) {
            let relative = name.isEmpty ? entry : "\(name)/\(entry)"
            var isDirectory = false
            _ = FileManager.default.fileExists(atPath: "\(path)/\(relative)", isDirectory: &isDirectory)
            found += isDirectory ? try files(below: relative) : [relative]
        }
        return found.sorted()
    }
}
