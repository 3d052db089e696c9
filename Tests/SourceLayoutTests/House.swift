/// The modules and their dependencies, as `docs/architecture.md` draws them.
enum House {
    /// A module: what it is drawn to depend on, and which modules from outside it may use.
    struct Room: Sendable {
        let arrows: Set<String>
        let others: Set<String>

        /// Its own arrows and those of what it depends on: a member's module has to be imported by who uses the member.
        var reachable: Set<String> {
            arrows.reduce(into: arrows) { $0.formUnion(House.rooms[$1]?.reachable ?? []) }
        }

        func allows(_ module: String) -> Bool {
            reachable.contains(module) || others.contains(module) || platform.contains(module)
        }

        private var platform: Set<String> { ["FoundationEssentials", "Synchronization", "Glibc", "Musl", "Darwin"] }
    }

    static let rooms: [String: Room] = [
        "JSON": Room(arrows: [], others: []),
        "JSONata": Room(arrows: ["JSON"], others: []),
        "EventLog": Room(arrows: [], others: ["Crypto"]),
        "StatesLanguage": Room(arrows: ["JSON", "JSONata"], others: ["Crypto"]),
        "Engine": Room(
            arrows: ["EventLog", "StatesLanguage"], others: ["Logging", "Metrics", "Tracing", "ServiceLifecycle"]),
        "StateMachineBuilder": Room(arrows: ["Engine"], others: []),
        "Networks": Room(arrows: [], others: []),
        "Threads": Room(arrows: [], others: []),
        "Notifications": Room(
            arrows: ["Engine", "Networks"], others: ["Crypto", "Dispatch", "Logging", "ServiceLifecycle"]),
        "NotificationPages": Room(arrows: ["Notifications"], others: ["HTTPTypes", "Hummingbird", "NIOCore"]),
        "CCurl": Room(arrows: [], others: []),
        "CurlTransfers": Room(arrows: ["CCurl", "Networks", "Threads"], others: []),
        "NotificationTransports": Room(arrows: ["Notifications", "CurlTransfers"], others: []),
        "MemoryBackend": Room(arrows: ["EventLog"], others: []),
        "CSQLite": Room(arrows: [], others: []),
        "SQLiteBackend": Room(arrows: ["EventLog", "CSQLite", "Threads"], others: []),
        "CLibPQ": Room(arrows: [], others: []),
        "PostgresBackend": Room(arrows: ["EventLog", "CLibPQ", "Threads"], others: ["Logging", "Metrics"]),
        "PostgresAudit": Room(arrows: ["PostgresBackend"], others: []),
        "AWSRecordings": Room(arrows: ["JSON"], others: []),
        "NotificationTestServers": Room(arrows: [], others: ["Dispatch", "Foundation"]),
        "PostgresTestCluster": Room(arrows: [], others: ["Foundation"]),
        "StepFunctionsAPI": Room(
            arrows: ["CurlTransfers", "Engine", "NotificationPages", "Notifications"],
            others: [
                "CoreMetrics", "Crypto", "HTTPTypes", "Hummingbird", "HummingbirdCore", "HummingbirdTLS", "Logging",
                "Metrics",
                "NIOCore", "NIOHTTP1", "NIOSSL", "ServiceLifecycle",
            ]),
        "EventLogConformance": Room(arrows: ["EventLog"], others: ["Testing"]),
        "EngineTesting": Room(arrows: ["Engine", "MemoryBackend"], others: ["Logging"]),
        "EngineTestingTraits": Room(arrows: ["EngineTesting"], others: ["Foundation", "Testing"]),
        "CPangoCairo": Room(arrows: [], others: []),
        "Payroll": Room(arrows: ["JSON", "CPangoCairo"], others: ["Crypto"]),
        "Console": Room(arrows: [], others: ["Foundation"]),
        "daybook": Room(
            arrows: [
                "Console", "Engine", "EngineTesting", "JSONata", "MemoryBackend", "NotificationPages", "Notifications",
                "NotificationTransports", "SQLiteBackend", "PostgresBackend", "PostgresAudit", "StepFunctionsAPI",
            ],
            others: ["ArgumentParser", "Foundation", "Logging", "Metrics", "ServiceLifecycle", "UnixSignals"]),
        "payroll-demo": Room(
            arrows: [
                "Console", "Engine", "Notifications", "NotificationTransports", "Payroll", "MemoryBackend",
                "SQLiteBackend",
                "PostgresBackend", "PostgresAudit",
            ],
            others: ["ArgumentParser", "Foundation", "Logging", "ServiceLifecycle", "UnixSignals"]),
    ]
}
