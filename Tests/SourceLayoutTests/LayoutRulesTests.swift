import Testing

/// Each rule bites: shown on snippets that break it, and on ones that only look like it.
@Suite("A layout rule") struct LayoutRulesTests {
    private func file(_ text: String, _ path: String = "Sources/Engine/Core/Thing.swift") -> SourceFile {
        SourceFile(path: path, text: text)
    }

    @Test(
        "finds what is not pure",
        arguments: [
            ("let now = Date()", "a clock"), ("let t = ContinuousClock().now", "a clock"),
            ("x = clock.now", "the present"),
            ("Int.random(in: 0..<3)", "chance"), ("list.shuffled()", "chance"), ("let id = UUID()", "a new identifier"),
            ("FileManager.default", "files"), ("String(contentsOf: path)", "files"), ("socket(1, 2, 3)", "sockets"),
            ("print(1)", "printing"), ("Task { }", "a task"), ("Task.sleep(for: x)", "a task"),
            ("await f()", "waiting"),
            ("func f() async {}", "waiting"), ("actor A {}", "waiting"), ("let m = Mutex(1)", "a lock"),
            ("import Foundation", "Foundation"), ("internal import FoundationEssentials", "Foundation"),
            ("private import Logging", "another module"),
        ])
    func impure(_ code: String, _ what: String) {
        #expect(LayoutRules.impurities(file(code)).contains(what))
    }

    @Test(
        "lets pass what only looks impure",
        arguments: [
            "// Date() and await", "/* Task { } */ let a = 1", #"let text = "await Date() print(1)""#,
            "case .task(let task): x",
            "var dates = 1", "decide(input, at now: Timestamp)", "public import EventLog\ninternal import JSON",
            "TaskState(x)",
            "let asynchronous = 1", "struct TaskAttempt {}", "let random: UInt64",
        ])
    func pure(_ code: String) {
        #expect(LayoutRules.impurities(file(code)).isEmpty)
    }

    @Test func `lets one file bridge Foundation to JSON and no other`() {
        let text = "import FoundationEssentials"
        #expect(LayoutRules.impurities(file(text, "Sources/JSON/Codable/JSONScalar+Foundation.swift")).isEmpty)
        #expect(!LayoutRules.impurities(file(text, "Sources/JSON/JSONValue.swift")).isEmpty)
    }

    @Test func `lets one file of JSONata take powers from the C library and no other`() {
        let text = "private import Glibc"
        #expect(LayoutRules.impurities(file(text, "Sources/JSONata/Numbers/Power.swift")).isEmpty)
        #expect(!LayoutRules.impurities(file(text, "Sources/JSONata/Numbers/NumberText.swift")).isEmpty)
        #expect(!LayoutRules.impurities(file("import Foundation", "Sources/JSONata/Numbers/Power.swift")).isEmpty)
    }

    @Test(
        "finds an import against the arrows",
        arguments: [
            ("Sources/EventLog/A.swift", "internal import Engine"), ("Sources/MemoryBackend/A.swift", "import Engine"),
            ("Sources/Engine/Shell/A.swift", "public import MemoryBackend"),
            ("Sources/JSON/A.swift", "import StatesLanguage"),
            ("Sources/SQLiteBackend/A.swift", "@testable import MemoryBackend"), ("Sources/Attic/A.swift", "let a = 1"),
            ("Sources/Engine/Shell/A.swift", "internal import struct Notifications.Topic"),
        ])
    func stranger(_ path: String, _ code: String) {
        #expect(!LayoutRules.strangers(file(code, path)).isEmpty)
    }

    @Test func `lets a module import what it depends on through another`() {
        #expect(LayoutRules.strangers(file("import JSON\nimport EventLog", "Sources/Notifications/A.swift")).isEmpty)
    }

    @Test("finds a type that is named like its module", arguments: ["struct Engine {}", "public enum Engine: Int {}"])
    func module(_ code: String) {
        #expect(!LayoutRules.typesNamedLikeTheirModule(file(code)).isEmpty)
        #expect(LayoutRules.typesNamedLikeTheirModule(file("struct EngineClock {}")).isEmpty)
    }

    @Test(
        "finds a file that is not named after its type",
        arguments: [
            ("struct Other {}", "Thing", false), ("struct Thing {}", "Thing", true),
            ("extension Thing {}", "Thing", false),
            ("extension Thing {}", "Thing+Topic", true), ("extension Other {}", "Thing+Topic", false),
            ("extension A.Thing where B == C {}", "Thing+Topic", true), ("// struct Thing {}", "Thing", false),
        ])
    func name(_ code: String, _ name: String, _ isRight: Bool) {
        #expect(LayoutRules.isNamedAfterItsType(file(code, "Sources/Engine/\(name).swift")) == isRight)
    }

    @Test func `finds a file that is too long`() {
        #expect(LayoutRules.isTooLong(file(String(repeating: "a\n", count: 501))))
        #expect(!LayoutRules.isTooLong(file(String(repeating: "a\n", count: 500))))
    }

    @Test func `reads a manifest's targets, arrows and settings`() {
        let targets = Manifest(
            """
            .target(name: "JSON", swiftSettings: settings),
            .target(
                name: "Engine",
                dependencies: ["EventLog", .product(name: "Logging", package: "swift-log"), "Nonsense"]),
            """
        ).targets
        #expect(targets.map(\.name) == ["JSON", "Engine"])
        #expect(targets.map(\.hasSettings) == [true, false])
        #expect(targets[1].dependencies == ["EventLog", "Nonsense"])
    }
}
