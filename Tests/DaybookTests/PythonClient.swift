import Foundation

/// Runs a program of `Clients` on the Python that `scripts/setup test` made, with boto3 and the aws command line.
enum PythonClient {
    /// `scripts/setup test` was not run.
    struct Missing: Error, CustomStringConvertible {
        let description = "boto3, moto and the aws command line are missing: run scripts/setup test"
    }

    private static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func run(_ name: String, _ arguments: [String]) throws -> Program.End {
        let (python, script) = try paths(name)
        return try Program.run([script] + arguments, as: python)
    }

    /// Not yet run.
    static func process(_ name: String, _ arguments: [String]) throws -> Process {
        let (python, script) = try paths(name)
        return try Program.process([script] + arguments, as: python)
    }

    private static func paths(_ name: String) throws -> (python: URL, script: String) {
        let python = root.appending(path: ".build-clients/bin/python3")
        guard FileManager.default.isExecutableFile(atPath: python.path) else { throw Missing() }
        return (python, root.appending(path: "Tests/DaybookTests/Clients/\(name)").path)
    }
}
