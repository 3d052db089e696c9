import BenchmarkSupport
import Foundation

/// This program once more, in a process of its own.
final class Child {
    private let process = Process()
    private let output = Pipe()

    init(_ arguments: [String]) throws {
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
    }

    /// The next line that it prints.
    func line() throws -> String {
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8) {
            guard !byte.isEmpty else { throw BenchmarkError("a process ended without a word") }
            line += byte
        }
        return String(decoding: line, as: UTF8.self)
    }

    /// Ends it as a crash does.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// What it prints as its last line: numbers by name.
    static func report(_ arguments: [String]) throws -> [String: Double] {
        let child = try Child(arguments)
        let data = child.output.fileHandleForReading.readDataToEndOfFile()
        child.process.waitUntilExit()
        guard child.process.terminationStatus == 0 else { throw BenchmarkError("a process failed: \(arguments)") }
        return try JSONDecoder().decode([String: Double].self, from: data)
    }

    static func print(_ report: [String: Double]) throws {
        Swift.print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
    }

    /// The memory of this process, in bytes.
    static func memory() -> Double {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        return fields.count > 1 ? (Double(fields[1]) ?? 0) * Double(sysconf(Int32(_SC_PAGESIZE))) : 0
    }
}
