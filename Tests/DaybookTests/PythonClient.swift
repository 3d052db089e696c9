import Foundation

/// Runs a program of `Clients` on the Python that `scripts/setup test` made, with boto3 and the aws command line.
enum PythonClient {
    /// `scripts/setup test` was not run.
    struct Missing: Error, CustomStringConvertible {
        let description = "boto3 and the aws command line are missing: run scripts/setup test"
    }

    private static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func run(_ name: String, _ arguments: [String]) throws -> Program.End {
        let python = root.appending(path: ".build-clients/bin/python3")
        guard FileManager.default.isExecutableFile(atPath: python.path) else { throw Missing() }
        let script = root.appending(path: "Tests/DaybookTests/Clients/\(name)")
        return try Program.run([script.path] + arguments, as: python)
    }
}
