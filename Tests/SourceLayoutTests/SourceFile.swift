import Foundation

/// A Swift file of the project, and its text without comments and string literals.
struct SourceFile: Sendable, CustomStringConvertible {
    /// The path below the project's root.
    let path: String
    let text: String
    let code: String

    init(path: String, text: String) {
        self.path = path
        self.text = text
        self.code = SourceFile.withoutCommentsAndStrings(text)
    }

    var description: String { path }

    /// The file's name without folder and extension.
    var name: String { String(path.split(separator: "/").last?.dropLast(".swift".count) ?? "") }

    /// The module, for a file below `Sources`.
    var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    /// The modules it imports.
    var imports: [String] {
        code.matches(
            of:
                /(?m)^\s*(?:@\w+(?:\(\w+\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|func|protocol|var|let|typealias)\s+)?([A-Za-z_]\w*)/
        )
        .map { String($0.1) }
    }

    /// The types it declares, and those it extends or makes conform to a protocol.
    var types: (declared: Set<String>, extended: Set<String>) {
        let declared = code.matches(of: /\b(?:struct|class|enum|actor|protocol|typealias)\s+([A-Za-z_]\w*)/)
        let extended = code.matches(of: /\bextension\s+([\w.:,\s\[\]]+)/)
        let names = extended.flatMap { $0.1.split { !($0.isLetter || $0.isNumber || $0 == "_") } }
        return (Set(declared.map { String($0.1) }), Set(names.map(String.init)))
    }

    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The files below `Sources`, read once.
    static let sources: [SourceFile] = (try? all(below: "Sources")) ?? []

    /// All Swift files below a folder of the project, in order.
    static func all(below folder: String) throws -> [SourceFile] {
        let base = root.appending(path: folder)
        guard let walk = FileManager.default.enumerator(atPath: base.path) else { return [] }
        return try walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            let text = try String(contentsOf: base.appending(path: path), encoding: .utf8)
            return SourceFile(path: "\(folder)/\(path)", text: text)
        }
    }

    /// Blanks comments and the contents of string literals; interpolations go with their string.
    private static func withoutCommentsAndStrings(_ text: String) -> String {
        text.replacing(/(?s)\/\*.*?\*\//, with: "")
            .replacing(/(?s)#"""\n.*?"""#/, with: "\"\"")
            .replacing(/(?s)"""\n.*?"""/, with: "\"\"")
            .replacing(/#".*?"#/, with: "\"\"")
            .replacing(/"(?:[^"\\\n]|\\.)*"/, with: "\"\"")
            .replacing(/\/\/[^\n]*/, with: "")
    }
}
