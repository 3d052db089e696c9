// swift-tools-version: 6.3
import PackageDescription

/// Each of these is asserted by a test, because a misspelled feature is silently off.
var settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

// Set by the Makefile: a warning must not land, and must not keep a user with a newer compiler from building either.
if Context.environment["DAYBOOK_STRICT"] == "1" {
    settings.append(.treatAllWarnings(as: .error))
}

let package = Package(
    name: "daybook",
    products: [
        .library(name: "JSON", targets: ["JSON"]),
        .library(name: "JSONata", targets: ["JSONata"]),
        .library(name: "EventLog", targets: ["EventLog"]),
        .library(name: "StatesLanguage", targets: ["StatesLanguage"]),
        .library(name: "Engine", targets: ["Engine"]),
        .library(name: "StateMachineBuilder", targets: ["StateMachineBuilder"]),
        .library(name: "Notifications", targets: ["Notifications"]),
        .library(name: "CurlTransfers", targets: ["CurlTransfers"]),
        .library(name: "Networks", targets: ["Networks"]),
        .library(name: "NotificationTransports", targets: ["NotificationTransports"]),
        .library(name: "NotificationPages", targets: ["NotificationPages"]),
        .library(name: "MemoryBackend", targets: ["MemoryBackend"]),
        .library(name: "SQLiteBackend", targets: ["SQLiteBackend"]),
        .library(name: "PostgresBackend", targets: ["PostgresBackend"]),
        .library(name: "PostgresAudit", targets: ["PostgresAudit"]),
        .library(name: "EventLogConformance", targets: ["EventLogConformance"]),
        .library(name: "EngineTesting", targets: ["EngineTesting"]),
        .library(name: "StepFunctionsAPI", targets: ["StepFunctionsAPI"]),
        .library(name: "EngineTestingTraits", targets: ["EngineTestingTraits"]),
        .library(name: "CSQLite", targets: ["CSQLite"]),
        .executable(name: "payroll-demo", targets: ["payroll-demo"]),
        .executable(name: "daybook", targets: ["daybook"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.7.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing.git", from: "1.7.3"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.9.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.6.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.2"),
    ],
    targets: [
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CPangoCairo", pkgConfig: "pangocairo", providers: [.apt(["libcairo2-dev", "libpango1.0-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "JSON", swiftSettings: settings),
        .target(name: "JSONata", dependencies: ["JSON"], swiftSettings: settings),
        .target(
            name: "StatesLanguage",
            dependencies: ["JSON", "JSONata", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings),
        .target(
            name: "Engine",
            dependencies: [
                "EventLog", "StatesLanguage", "JSON",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .target(
            name: "StateMachineBuilder", dependencies: ["Engine", "StatesLanguage", "JSON"], swiftSettings: settings),
        .target(name: "MemoryBackend", dependencies: ["EventLog"], swiftSettings: settings),
        .target(name: "Threads", swiftSettings: settings),
        .target(name: "SQLiteBackend", dependencies: ["EventLog", "Threads", "CSQLite"], swiftSettings: settings),
        .target(
            name: "PostgresBackend",
            dependencies: [
                "EventLog", "Threads", "CLibPQ", .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
            ],
            swiftSettings: settings),
        .target(name: "PostgresAudit", dependencies: ["PostgresBackend"], swiftSettings: settings),
        .target(name: "EventLogConformance", dependencies: ["EventLog"], swiftSettings: settings),
        .target(
            name: "Notifications",
            dependencies: [
                "Engine", "EventLog", "JSON", "Networks", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .target(
            name: "NotificationPages",
            dependencies: [
                "Notifications", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .target(name: "Networks", swiftSettings: settings),
        .target(name: "CurlTransfers", dependencies: ["CCurl", "Networks", "Threads"], swiftSettings: settings),
        .target(
            name: "NotificationTransports", dependencies: ["Notifications", "EventLog", "CurlTransfers", "CCurl"],
            swiftSettings: settings),
        .target(
            name: "StepFunctionsAPI",
            dependencies: [
                "CurlTransfers", "Engine", "EventLog", "JSON", "Networks", "NotificationPages", "Notifications",
                "StatesLanguage",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .target(
            name: "Payroll",
            dependencies: ["JSON", "CPangoCairo", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings),
        .target(name: "Console", swiftSettings: settings),
        .executableTarget(
            name: "payroll-demo",
            dependencies: [
                "Console", "Engine", "EventLog", "JSON", "StatesLanguage", "Notifications", "NotificationTransports",
                "Payroll",
                "MemoryBackend", "SQLiteBackend", "PostgresBackend", "PostgresAudit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("Resources")], swiftSettings: settings),
        .executableTarget(
            name: "daybook",
            dependencies: [
                "Console", "CurlTransfers", "Engine", "EngineTesting", "EventLog", "JSON", "JSONata", "MemoryBackend",
                "Networks", "NotificationPages", "Notifications", "NotificationTransports", "SQLiteBackend",
                "StatesLanguage", "PostgresBackend", "PostgresAudit", "StepFunctionsAPI",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "embedded-service",
            dependencies: [
                "Engine", "JSON", "SQLiteBackend",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            path: "Examples/embedded-service", swiftSettings: settings),
        .target(
            name: "EngineTesting",
            dependencies: [
                "Engine", "MemoryBackend", "EventLog", "JSON", "StatesLanguage",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .target(name: "EngineTestingTraits", dependencies: ["EngineTesting", "JSON"], swiftSettings: settings),
        .target(
            name: "EventLog",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: settings),
        .testTarget(name: "JSONataTests", dependencies: ["JSONata", "JSON"], swiftSettings: settings),
        .testTarget(name: "StatesLanguageTests", dependencies: ["StatesLanguage", "JSON"], swiftSettings: settings),
        .testTarget(name: "EventLogTests", dependencies: ["EventLog"], exclude: ["Golden"], swiftSettings: settings),
        .testTarget(
            name: "MemoryBackendTests", dependencies: ["MemoryBackend", "EventLog", "EventLogConformance"],
            swiftSettings: settings),
        .testTarget(
            name: "SQLiteBackendTests", dependencies: ["SQLiteBackend", "CSQLite", "EventLog", "EventLogConformance"],
            swiftSettings: settings),
        .target(name: "PostgresTestCluster", path: "Tests/PostgresTestCluster", swiftSettings: settings),
        .testTarget(
            name: "PostgresBackendTests",
            dependencies: ["PostgresBackend", "PostgresTestCluster", "CLibPQ", "EventLog", "EventLogConformance"],
            swiftSettings: settings),
        .testTarget(
            name: "PostgresAuditTests",
            dependencies: [
                "PostgresAudit", "PostgresBackend", "PostgresTestCluster", "CLibPQ", "Engine", "EngineTesting",
                "EventLog",
                "JSON", "Notifications", "StatesLanguage",
            ],
            exclude: ["Answers"], swiftSettings: settings),
        .testTarget(
            name: "EngineTests",
            dependencies: [
                "AWSRecordings", "Engine", "EngineTesting", "MemoryBackend", "EventLog", "JSON", "StatesLanguage",
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
            ],
            exclude: ["Histories"], swiftSettings: settings),
        .testTarget(
            name: "StateMachineBuilderTests",
            dependencies: ["StateMachineBuilder", "Engine", "EventLog", "JSON", "MemoryBackend", "StatesLanguage"],
            swiftSettings: settings),
        .testTarget(
            name: "EngineTestingTests",
            dependencies: [
                "EngineTesting", "EngineTestingTraits", "Engine", "EventLog", "JSON", "MemoryBackend", "StatesLanguage",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "NotificationsTests",
            dependencies: [
                "Notifications", "Engine", "EngineTesting", "MemoryBackend", "EventLog", "JSON",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "NotificationPagesTests",
            dependencies: [
                "NotificationPages", "Notifications", "EventLog", "MemoryBackend",
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "PropertyTests",
            dependencies: [
                "Engine", "EngineTesting", "EventLog", "JSON", "StatesLanguage", "MemoryBackend", "SQLiteBackend",
                "PostgresBackend", "PostgresTestCluster",
            ],
            swiftSettings: settings),
        .testTarget(name: "CurlTransfersTests", dependencies: ["CurlTransfers", "Networks"], swiftSettings: settings),
        .testTarget(
            name: "NotificationTransportsTests",
            dependencies: [
                "NotificationTransports", "CurlTransfers", "NotificationTestServers", "Notifications", "Networks",
                "Engine",
                "EngineTesting", "MemoryBackend", "EventLog", "JSON",
            ],
            swiftSettings: settings),
        .target(
            name: "NotificationTestServers", path: "Tests/NotificationTestServers", exclude: ["Servers"],
            swiftSettings: settings),
        .testTarget(name: "ExamplesTests", dependencies: ["embedded-service"], swiftSettings: settings),
        .testTarget(name: "SourceLayoutTests", swiftSettings: settings),
        .testTarget(
            name: "RecoveryTests",
            dependencies: [
                "payroll-demo", "Console", "SQLiteBackend", "CSQLite", "PostgresBackend", "PostgresAudit",
                "PostgresTestCluster", "CLibPQ", "Engine", "EventLog", "Notifications", "NotificationTestServers",
                "JSON",
                "MemoryBackend",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "DaybookTests",
            dependencies: [
                "daybook", "PostgresBackend", "PostgresTestCluster", "SQLiteBackend", "EventLog", "Engine",
                "Notifications", "NotificationTestServers", "JSON",
            ],
            exclude: ["Clients"], swiftSettings: settings),
        .executableTarget(
            name: "chaos-engine",
            dependencies: [
                "Engine", "EventLog", "JSON", "StatesLanguage", "Notifications", "PostgresAudit", "PostgresBackend",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/ChaosEngine", swiftSettings: settings),
        .testTarget(
            name: "ChaosTests",
            dependencies: [
                "chaos-engine", "PostgresAudit", "PostgresBackend", "PostgresTestCluster", "Engine", "EngineTesting",
                "EventLog", "Notifications", .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .target(name: "AWSRecordings", dependencies: ["JSON"], path: "Tests/AWSRecordings", swiftSettings: settings),
        .testTarget(
            name: "StepFunctionsAPITests",
            dependencies: [
                "AWSRecordings", "StepFunctionsAPI", "CurlTransfers", "Engine", "EngineTesting", "EventLog", "JSON",
                "MemoryBackend", "Networks", "SQLiteBackend",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .testTarget(name: "PayrollTests", dependencies: ["Payroll", "JSON"], swiftSettings: settings),
    ]
)
