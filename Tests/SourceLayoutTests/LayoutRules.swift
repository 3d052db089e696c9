/// What the project asks of its sources, each rule a function from a file to what is wrong in it.
enum LayoutRules {
    /// The modules and folders that are pure: what they do follows from values alone.
    static let pureFolders = ["Sources/Engine/Core", "Sources/StatesLanguage", "Sources/JSON", "Sources/JSONata"]

    /// Names that only code uses which reads a clock, draws chance, touches the world or runs beside itself.
    static func impurities(_ file: SourceFile) -> [String] {
        var found: [(String, Bool)] = signs.map { sign in
            // Swift's own word boundaries see none at the dot of `a.b`.
            (sign.what, file.code.contains(sign.pattern.wordBoundaryKind(.simple)))
        }
        found.append(("Foundation", file.imports.contains { isFoundation($0, in: file) }))
        found.append(("another module", !file.imports.allSatisfy { pureImports.contains($0) || isBridge(file, $0) }))
        return found.filter(\.1).map(\.0)
    }

    private struct Sign {
        let what: String
        let pattern: Regex<Substring>
    }

    private static var signs: [Sign] {
        [
            Sign(
                what: "a clock",
                pattern: /\b(?:Date|ContinuousClock|SuspendingClock|Clock)\s*\(|\b(?:clock_gettime|gettimeofday)\b/),
            Sign(what: "the present", pattern: /\.now\b(?!\s*:)|\bsystemClock\b/),
            Sign(
                what: "chance",
                pattern:
                    /\.random\(|\brandomElement\(|\bshuffled?\(|\bshuffle\(|\bSystemRandomNumberGenerator\b|\barc4random/
            ),
            Sign(what: "a new identifier", pattern: /\bUUID\(\)/),
            Sign(
                what: "files",
                pattern:
                    /\b(?:FileManager|FileHandle|URLSession|ProcessInfo|Pipe)\b|\b(?:fopen|getenv)\(|\bcontentsOf(?:File)?:\s*(?:path|url)/
            ),
            Sign(what: "sockets", pattern: /\b(?:socket|connect|NWConnection)\(/),
            Sign(what: "printing", pattern: /\b(?:print|debugPrint|NSLog|fputs)\(/),
            Sign(
                what: "a task",
                pattern: /\bTask\s*\{|\bTask\.(?:detached|sleep|yield|immediate|isCancelled)\b|TaskGroup\b/),
            Sign(what: "waiting", pattern: /\b(?:await|async|actor|Thread|DispatchQueue)\b|\bsleep\(/),
            Sign(what: "a lock", pattern: /\b(?:Mutex|NSLock|Atomic|os_unfair_lock)\b/),
        ]
    }

    private static let pureImports: Set<String> = ["EventLog", "JSON", "JSONata", "StatesLanguage"]

    /// Foundation's own value types are bridged to JSON in one file; nothing else of JSON knows Foundation. Digests are
    /// functions of their bytes, and one file of the language takes them from a module that can do more; so are powers,
    /// which the standard library does not have.
    private static func isBridge(_ file: SourceFile, _ module: String) -> Bool {
        if module == "Crypto" { return file.path == "Sources/StatesLanguage/Intrinsics/DigestAlgorithm.swift" }
        if file.path == "Sources/JSONata/Numbers/Power.swift" { return ["Glibc", "Musl", "Darwin"].contains(module) }
        return file.path.hasPrefix("Sources/JSON/Codable/") && file.name.hasSuffix("+Foundation")
            && module == "FoundationEssentials"
    }

    private static func isFoundation(_ module: String, in file: SourceFile) -> Bool {
        module.hasPrefix("Foundation") && !isBridge(file, module)
    }

    /// Modules that a file imports and its module may not.
    static func strangers(_ file: SourceFile) -> [String] {
        guard let room = House.rooms[file.module] else { return ["\(file.module) is no room of the house"] }
        return file.imports.filter { !room.allows($0) }
    }

    /// A type that is named like its module hides the module's other names from who writes them out.
    static func typesNamedLikeTheirModule(_ file: SourceFile) -> [String] {
        file.types.declared.filter { $0 == file.module }.sorted()
    }

    /// Whether the file is named after a type that it declares, or extends under a topic.
    static func isNamedAfterItsType(_ file: SourceFile) -> Bool {
        if file.name == "main" || file.name == "Package" { return true }
        // One state kind a file: the core is extended by how it steps through that kind.
        if file.path.hasPrefix("Sources/Engine/Core/States/"), file.name.hasSuffix("Step") { return true }
        // The cases of a topic extend the list of all cases.
        if file.path.hasPrefix("Sources/EventLogConformance/Cases/"), file.name.hasSuffix("Cases") { return true }
        let base = String(file.name.prefix { $0 != "+" })
        let (declared, extended) = file.types
        return file.name.contains("+") ? extended.contains(base) || declared.contains(base) : declared.contains(base)
    }

    static let longest = 500

    static func isTooLong(_ file: SourceFile) -> Bool {
        file.text.split(separator: "\n", omittingEmptySubsequences: false).count > longest + 1
    }
}
