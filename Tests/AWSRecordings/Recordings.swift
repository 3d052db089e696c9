import Foundation
package import JSON

/// What was recorded from the service, where it is at hand: in the folder that `DAYBOOK_SHARED` names, or in `shared` beside the
/// project. It is no part of the project.
package struct Recordings: Sendable {
    /// Executions with their definitions, inputs and histories.
    package static let executions = Recordings("executions")
    /// Calls of the API with their answers.
    package static let transcripts = Recordings("api")

    /// Why tests of them did not run.
    package static let absence = "the recorded cases are not here; set DAYBOOK_SHARED to the folder that holds data/"

    private let folder: String?

    package var areHere: Bool { folder != nil }

    private init(_ name: String) {
        var candidates = [ProcessInfo.processInfo.environment["DAYBOOK_SHARED"]].compactMap(\.self)
        var directory = URL(filePath: #filePath).deletingLastPathComponent()
        while directory.pathComponents.count > 1 {
            candidates.append(directory.appending(path: "shared").path)
            directory = directory.deletingLastPathComponent()
        }
        folder = candidates.map { "\($0)/data/aws-recorded/\(name)" }
            .first { FileManager.default.fileExists(atPath: $0) }
    }

    /// Every case with its family and name.
    package func all() throws -> [(name: String, value: JSONValue)] {
        guard let folder else { return [] }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        return try files.filter { $0.hasSuffix(".json") }.flatMap { file in
            let data = try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))
            let cases = try JSONValue(parsing: Array(data))["cases"]?.arrayValue ?? []
            return cases.map { ("\(file.dropLast(5))/\($0["name"]?.stringValue ?? "?")", $0) }
        }
    }
}
