import Foundation
import Testing

/// Machines that are no part of the project: in the folder that `DAYBOOK_SHARED` names, or in `shared` beside it.
enum SeedMachines {
    static let absence: Comment = "the machines are not here; set DAYBOOK_SHARED to the folder that holds data/payroll/"
    static var areHere: Bool { folder != nil }

    private static let folder: String? = {
        var candidates = [ProcessInfo.processInfo.environment["DAYBOOK_SHARED"]].compactMap(\.self)
        var directory = URL(filePath: #filePath).deletingLastPathComponent()
        while directory.pathComponents.count > 1 {
            candidates.append(directory.appending(path: "shared").path)
            directory = directory.deletingLastPathComponent()
        }
        return candidates.map { $0 + "/data/payroll" }
            .first { FileManager.default.fileExists(atPath: $0 + "/choice.asl.json") }
    }()

    static func path(_ name: String) -> String { "\(folder ?? "")/\(name)" }
}
