import Foundation
import JSON
import Testing

/// The calls recorded from the service, where they are at hand: in the folder that `DAYBOOK_SHARED` names, or in `shared`
/// beside the project. They are no part of the project.
enum RecordedTranscripts {
    static let absence: Comment = "the recorded cases are not here; set DAYBOOK_SHARED to the folder that holds data/"

    static var areHere: Bool { folder != nil }

    /// Every transcript with its family and name.
    static func all() throws -> [(name: String, value: JSONValue)] {
        guard let folder else { return [] }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        return try files.filter { $0.hasSuffix(".json") }.flatMap { file in
            let data = try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))
            let cases = try JSONValue(parsing: Array(data))["cases"]?.arrayValue ?? []
            return cases.map { ("\(file.dropLast(5))/\($0["name"]?.stringValue ?? "?")", $0) }
        }
    }

    private static let folder: String? = {
        let named = ProcessInfo.processInfo.environment["DAYBOOK_SHARED"]
        var candidates = [named].compactMap(\.self)
        var directory = Project.root
        while directory.pathComponents.count > 1 {
            candidates.append(directory.appending(path: "shared").path)
            directory = directory.deletingLastPathComponent()
        }
        return candidates.map { $0 + "/data/aws-recorded/api" }
            .first { FileManager.default.fileExists(atPath: $0) }
    }()
}
