import Foundation

/// Runs the program `daybook`, which lies beside the tests.
enum Program {
    /// How it ended.
    struct End: CustomStringConvertible {
        let code: Int32
        let output: String
        let errors: String

        var description: String { "code \(code): \(output) \(errors)" }
    }

    /// The build puts it beside the test bundle, which either runs the tests or is named among the arguments of what does.
    private static let path: URL? = {
        let candidates =
            [URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()]
            + CommandLine.arguments.map { URL(filePath: $0) }
        return candidates.map { $0.deletingLastPathComponent().appending(path: "daybook") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }()

    /// The program, not yet run; or another one.
    static func process(_ arguments: [String], as program: URL? = nil) throws -> Process {
        let process = Process()
        process.executableURL = program ?? path
        process.arguments = arguments
        return process
    }

    static func run(
        _ arguments: [String], input: String? = nil, in folder: URL? = nil, as program: URL? = nil
    ) throws -> End {
        let process = try process(arguments, as: program)
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        if let folder { process.currentDirectoryURL = folder }
        let entry = Pipe()
        if input != nil { process.standardInput = entry }
        try process.run()
        if let input { try entry.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
        try entry.fileHandleForWriting.close()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return End(
            code: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
            errors: String(decoding: complaint, as: UTF8.self))
    }
}
