import Foundation
import Testing

/// The example of the README: the text there is the file, and the file runs.
@Suite struct EmbeddedServiceTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func `the README shows the example as it is compiled`() throws {
        let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
        let example = try String(
            contentsOf: Self.root.appending(path: "Examples/embedded-service/main.swift"), encoding: .utf8)
        #expect(readme.contains("```swift\n\(example)```\n"))
    }

    @Test func `the example runs, and starts nothing twice`() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "daybook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        for expectedCharges in [1, 0] {
            let (output, log) = try run(in: directory)
            #expect(output == "SUCCEEDED: {\"order\":\"o-1\",\"charged\":995}\n")
            #expect(log.split(separator: "\n").count { $0.hasSuffix("charging") } == expectedCharges)
        }
    }

    /// Runs the program that was built beside these tests.
    private func run(in directory: URL) throws -> (output: String, log: String) {
        let here = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let process = Process()
        process.executableURL = URL(filePath: here).deletingLastPathComponent().appending(path: "embedded-service")
        process.currentDirectoryURL = directory
        let (output, log) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = log
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let messages = log.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return (String(decoding: text, as: UTF8.self), String(decoding: messages, as: UTF8.self))
    }
}
