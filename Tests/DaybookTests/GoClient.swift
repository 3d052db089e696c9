import Foundation
import Testing

/// Builds and runs the program in `Clients/go` with the SDKs that `scripts/setup clients` installs.
enum GoClient {
    static let absence: Comment = "AWS's SDKs for Go are not installed: make test-clients"

    private static let go = URL(filePath: "/usr/bin/go")
    private static let path = "/usr/share/gocode"
    private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "Clients/go")

    static var isHere: Bool {
        let sdks = ["aws-sdk-go", "aws-sdk-go-v2"].map { "\(path)/src/github.com/aws/\($0)/service/sfn" }
        return ([go.path] + sdks).allSatisfy { FileManager.default.fileExists(atPath: $0) }
    }

    /// Builds it, without a module proxy, and gives where it lies.
    static func build(in temporary: URL) throws -> URL {
        let program = temporary.appending(path: "client")
        let sources = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".go") }
        let process = try Program.process(
            ["build", "-o", program.path] + sources.sorted().map { folder.appending(path: $0).path }, as: go)
        process.environment = ProcessInfo.processInfo.environment.merging([
            "GO111MODULE": "off", "GOPATH": path, "GOFLAGS": "",
        ]) { $1 }
        if process.environment?["HOME"] == nil { process.environment?["GOCACHE"] = temporary.path }
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return program
    }
}
