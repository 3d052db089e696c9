import FoundationEssentials
import JSON
import Testing

/// The cases recorded from the service, where they are at hand.
///
/// They are looked for in the folder that `DAYBOOK_SHARED` names, and in `shared` beside the project. They are not
/// part of the project: tests that need them are shown as skipped where they are not.
enum RecordedCases {
    static let absence: Comment = "the recorded cases are not here; set DAYBOOK_SHARED to the folder that holds data/"

    static var areHere: Bool { folder != nil }

    /// The cases of one family of executions.
    static func executions(_ family: String) throws -> [JSONValue] {
        try cases("executions/\(family).json")
    }

    /// The cases of every family of executions.
    static func allExecutions() throws -> [(family: String, case: JSONValue)] {
        guard let folder else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/executions").sorted()
        return try names.flatMap { name in
            try cases("executions/\(name)").map { (String(name.dropLast(".json".count)), $0) }
        }
    }

    /// The cases of every family of API transcripts.
    static func allTranscripts() throws -> [(family: String, case: JSONValue)] {
        guard let folder else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/api").sorted()
        return try names.flatMap { name in
            try cases("api/\(name)").map { (String(name.dropLast(".json".count)), $0) }
        }
    }

    private static func cases(_ path: String) throws -> [JSONValue] {
        guard let folder, let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else { return [] }
        return try JSONValue(parsing: Array(data))["cases"]?.arrayValue ?? []
    }

    private static let folder: String? = {
        let named = ProcessInfo.processInfo.environment["DAYBOOK_SHARED"].map { "\($0)/data/aws-recorded" }
        var candidates = [named].compactMap(\.self)
        var directory = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        while directory.pathComponents.count > 1 {
            candidates.append(directory.path + "/shared/data/aws-recorded")
            directory = directory.deletingLastPathComponent()
        }
        return candidates.first { FileManager.default.fileExists(atPath: $0 + "/executions") }
    }()
}
