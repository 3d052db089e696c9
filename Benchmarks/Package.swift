// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A package of its own, so that nobody who uses Daybook builds it.
let package = Package(
    name: "daybook-benchmarks",
    dependencies: [
        .package(name: "daybook", path: ".."),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.14.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.9.0"),
    ],
    targets: [
        .executableTarget(
            name: "json-benchmark", dependencies: [.product(name: "JSON", package: "daybook")],
            swiftSettings: settings),
        .executableTarget(
            name: "jsonata-benchmark",
            dependencies: [
                "BenchmarkSupport",
                .product(name: "JSON", package: "daybook"),
                .product(name: "JSONata", package: "daybook"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "states-language-benchmark",
            dependencies: [
                "BenchmarkSupport",
                .product(name: "JSON", package: "daybook"),
                .product(name: "StatesLanguage", package: "daybook"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "sqlite-ceiling", dependencies: [.product(name: "CSQLite", package: "daybook")],
            swiftSettings: settings),
        .target(
            name: "BenchmarkSupport",
            dependencies: [
                .product(name: "JSON", package: "daybook"),
                .product(name: "EventLog", package: "daybook"),
                .product(name: "Engine", package: "daybook"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "payroll-throughput",
            dependencies: [
                "BenchmarkSupport",
                .product(name: "JSON", package: "daybook"),
                .product(name: "EventLog", package: "daybook"),
                .product(name: "Engine", package: "daybook"),
                .product(name: "PostgresBackend", package: "daybook"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "recovery-benchmark",
            dependencies: [
                "BenchmarkSupport",
                .product(name: "JSON", package: "daybook"),
                .product(name: "EventLog", package: "daybook"),
                .product(name: "Engine", package: "daybook"),
                .product(name: "PostgresBackend", package: "daybook"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "notification-benchmark",
            dependencies: [
                "BenchmarkSupport",
                .product(name: "EventLog", package: "daybook"),
                .product(name: "Engine", package: "daybook"),
                .product(name: "Notifications", package: "daybook"),
                .product(name: "NotificationTransports", package: "daybook"),
                .product(name: "MemoryBackend", package: "daybook"),
                .product(name: "PostgresBackend", package: "daybook"),
                .product(name: "SQLiteBackend", package: "daybook"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "serve-benchmark",
            dependencies: [
                "BenchmarkSupport",
                .product(name: "JSON", package: "daybook"),
                .product(name: "EventLog", package: "daybook"),
                .product(name: "Engine", package: "daybook"),
                .product(name: "PostgresBackend", package: "daybook"),
                .product(name: "StepFunctionsAPI", package: "daybook"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "engine-benchmark",
            dependencies: [
                "BenchmarkSupport",
                .product(name: "JSON", package: "daybook"),
                .product(name: "EventLog", package: "daybook"),
                .product(name: "Engine", package: "daybook"),
                .product(name: "MemoryBackend", package: "daybook"),
                .product(name: "SQLiteBackend", package: "daybook"),
            ],
            swiftSettings: settings),
    ]
)
