import Foundation
import JSON
import JSONata
import Testing

/// The reference implementation's test cases, where they are there.
enum ReferenceCases {
    /// A case: an expression, what it is evaluated with, and what must come of it.
    struct Case: Sendable, CustomStringConvertible {
        let fields: JSONValue
        let input: JSONValue?

        var description: String { fields["name"]?.stringValue ?? "?" }
        var expression: String { fields["expr"]?.stringValue ?? "" }
        /// The code of the error that must come of it.
        var code: String? { fields["code"]?.stringValue ?? fields["error"]?["code"]?.stringValue }

        var bindings: [String: JSONValue] {
            (fields["bindings"]?.objectValue ?? [:]).reduce(into: [:]) { $0[$1.key] = $1.value }
        }

        var limits: EvaluationLimits {
            EvaluationLimits(depth: fields["depth"]?.numberValue?.int ?? EvaluationLimits.deepest)
        }
    }

    static var areHere: Bool { folder != nil }
    static let absence: Comment =
        "NOT RUN: the reference's cases are not here; DAYBOOK_SHARED names the folder above data/"

    /// All cases; throws when a file is not to be read.
    static func all() throws -> [Case] {
        guard let folder else { return [] }
        let datasets = try read(folder + "/datasets.json")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/groups").sorted()
        return try names.flatMap { name in
            try (read("\(folder)/groups/\(name)").arrayValue ?? []).map { fields in
                let dataset = fields["dataset"]?.stringValue.flatMap { datasets[$0] }
                return Case(fields: fields, input: fields["data"] ?? dataset)
            }
        }
    }

    private static func read(_ path: String) throws -> JSONValue {
        let bytes = try Data(contentsOf: URL(filePath: path))
        return try JSONValue(parsing: LoneSurrogateEscapes.replaced(in: Array(bytes)))
    }

    private static let folder: String? = {
        let named = ProcessInfo.processInfo.environment["DAYBOOK_SHARED"].map { "\($0)/data/jsonata" }
        var candidates = [named].compactMap(\.self)
        var directory = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        while directory.pathComponents.count > 1 {
            candidates.append(directory.path + "/shared/data/jsonata")
            directory = directory.deletingLastPathComponent()
        }
        return candidates.first { FileManager.default.fileExists(atPath: $0 + "/groups") }
    }()
}
