import Foundation

/// AWS on loopback: `Clients/aws_server.py`, on the Python that `scripts/setup test` made; it ends with whoever made it.
final class AWSServer {
    let endpoint: String
    private let process: Process
    private let input = Pipe()

    init() throws {
        process = try PythonClient.process("aws_server.py", [])
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
