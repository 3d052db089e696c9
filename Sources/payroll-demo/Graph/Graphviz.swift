import Foundation

/// Graphviz's `dot`, where it is installed.
enum Graphviz {
    /// Draws `dot` to an SVG file.
    static func render(_ dot: String, to path: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["dot", "-Tsvg", "-o", path]
        let input = Pipe()
        process.standardInput = input
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
            try input.fileHandleForWriting.write(contentsOf: Data(dot.utf8))
            try input.fileHandleForWriting.close()
        } catch {
            throw CommandFailure("dot cannot be run: \(error.localizedDescription)")
        }
        process.waitUntilExit()
        switch process.terminationStatus {
        case 0: return
        case 127: throw CommandFailure("Graphviz is not installed: apt-get install graphviz, or use the Mermaid text")
        case let code: throw CommandFailure("dot ended with \(code)")
        }
    }
}
