import Foundation

/// The package's targets as its manifest's text declares them.
struct Manifest {
    struct Target {
        let kind: String
        let name: String
        let dependencies: Set<String>
        let hasSettings: Bool
    }

    let targets: [Target]

    init(_ text: String) {
        let starts = text.matches(of: /\.(target|executableTarget|testTarget|systemLibrary)\(\s*name:\s*"([^"]+)"/)
        targets = starts.enumerated().map { index, match in
            let end = index + 1 < starts.count ? starts[index + 1].range.lowerBound : text.endIndex
            let body = text[match.range.upperBound..<end].replacing(/\.product\([^)]*\)/, with: "")
            let list = body.firstMatch(of: /dependencies:\s*\[([^\]]*)\]/)?.1 ?? ""
            return Target(
                kind: String(match.1), name: String(match.2),
                dependencies: Set(list.matches(of: /"([^"]+)"/).map { String($0.1) }),
                hasSettings: body.contains("swiftSettings: settings"))
        }
    }

    static func load() throws -> Manifest {
        Manifest(try String(contentsOf: SourceFile.root.appending(path: "Package.swift"), encoding: .utf8))
    }
}
