import Foundation

/// A running `daybook serve` on a free port.
final class ServedLog {
    let endpoint: String
    private let process: Process

    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        process = try Program.process(["serve", "--port", "0"] + arguments)
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        var said = ""
        while !said.contains("serving on") || !said.hasSuffix("\n") {
            let data = errors.fileHandleForReading.availableData
            guard !data.isEmpty else { throw CocoaError(.fileReadUnknown, userInfo: ["said": said]) }
            said += String(decoding: data, as: UTF8.self)
        }
        // Nobody reads on; what is said later goes nowhere.
        let url = said.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("http") }
        endpoint = String(url ?? "")
    }

    /// Asks it to end, and gives its exit code.
    func end() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Ends it where a test did not come to it.
    func kill() {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    }
}
