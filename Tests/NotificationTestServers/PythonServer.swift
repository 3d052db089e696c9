internal import Dispatch
internal import Foundation

/// A server that a script runs: it ends when the test lets go of it.
package final class PythonServer: @unchecked Sendable {
    // Unchecked, because the process is started and ended by whoever made it.
    package let port: Int

    /// Why it did not start.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let process = Process()
    private let input = Pipe()
    private let folder: String
    private let kept: String

    /// Debian's own, which has the packages that `scripts/setup test` installs.
    private static let interpreter = "/usr/bin/python3"

    /// Starts a server on a thread that may block.
    ///
    /// - Parameter keeping: the option that names the file for what comes in.
    package static func start(
        _ script: String, keeping option: String, _ arguments: [String] = []
    ) async throws -> PythonServer {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try PythonServer(script, keeping: option, arguments) })
            }
        }
    }

    private init(_ script: String, keeping option: String, _ arguments: [String] = []) throws {
        folder = NSTemporaryDirectory() + "/daybook-server-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        kept = folder + "/kept.jsonl"
        _ = FileManager.default.createFile(atPath: kept, contents: nil)
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "Servers/\(script)").path
        process.executableURL = URL(fileURLWithPath: Self.interpreter)
        process.arguments = [path, option, kept] + arguments
        process.standardInput = input
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var line = Data()
        while !line.contains(0x0a) {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            line += more
        }
        let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let port = Int(text) else {
            throw Failure(description: "\(script) did not start: is 'scripts/setup test' done?")
        }
        self.port = port
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// What came in, in order.
    package func entries<Entry: Decodable>(_ type: Entry.Type) throws -> [Entry] {
        try String(contentsOfFile: kept, encoding: .utf8).split(separator: "\n")
            .map { try JSONDecoder().decode(Entry.self, from: Data($0.utf8)) }
    }

    package static func tls(_ more: [String] = []) throws -> [String] {
        let authority = try PrivateAuthority.shared.get()
        return ["--certificate", authority.serverCertificate, "--key", authority.serverKey] + more
    }
}
