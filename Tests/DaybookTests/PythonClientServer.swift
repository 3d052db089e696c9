import Foundation

/// A server on loopback of `Clients`, on the Python that `scripts/setup test` made; it ends with whoever made it.
final class PythonClientServer {
    let endpoint: String
    private let process: Process
    private let input = Pipe()

    /// - Parameter name: `aws_server.py` for AWS.
    init(_ name: String) throws {
        process = try PythonClient.process(name, [])
        process.standardInput = input
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        endpoint = "http://127.0.0.1:\(line.trimmingCharacters(in: .whitespacesAndNewlines))"
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
