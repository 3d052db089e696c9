internal import Foundation

/// Graphviz's `dot`, where it is installed.
public enum Graphviz {
    /// Draws `dot` to an SVG file.
    ///
    /// - Throws: `GraphvizError` where there is no `dot`, or it cannot draw this.
    public static func render(_ dot: String, to path: String) throws(GraphvizError) {
        guard let program = program() else {
            throw GraphvizError("Graphviz is not installed: apt-get install graphviz, or use the Mermaid text")
        }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["-Tsvg", "-o", path]
        let (input, errors) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardError = errors
        do {
            try process.run()
        } catch {
            throw GraphvizError("\(program) cannot be run: \(error)")
        }
        do {
            try input.fileHandleForWriting.write(contentsOf: Data(dot.utf8))
        } catch {
            // It ended before it had read all of it; how, its exit code says.
        }
        try? input.fileHandleForWriting.close()
        let said = (try? errors.fileHandleForReading.readToEnd()) ?? nil
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            let reason = said.map { String(decoding: $0, as: UTF8.self) } ?? ""
            throw GraphvizError("dot could not draw \(path) (\(process.terminationStatus)): \(reason)")
        }
    }

    /// The first `dot` on the search path.
    public static func program() -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/dot" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
