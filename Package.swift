// swift-tools-version: 6.3
import PackageDescription

/// Each of these is asserted by a test, because a misspelled feature is silently off.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "daybook",
    products: [
        .library(name: "EventLog", targets: ["EventLog"]),
        .library(name: "Engine", targets: ["Engine"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.7.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing.git", from: "1.3.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.9.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.6.0"),
    ],
    targets: [
        .target(name: "JSON", swiftSettings: settings),
        .target(name: "StatesLanguage", dependencies: ["JSON"], swiftSettings: settings),
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
        .target(name: "MemoryBackend", dependencies: ["EventLog"], swiftSettings: settings),
        .target(
            name: "EngineTesting",
            dependencies: ["Engine", "MemoryBackend", "EventLog", "JSON", "StatesLanguage"], swiftSettings: settings),
        .testTarget(
            name: "EngineTests",
            dependencies: ["Engine", "EngineTesting", "MemoryBackend", "EventLog", "JSON", "StatesLanguage"],
            swiftSettings: settings),
        .target(
            name: "EventLog",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings),
    ]
)
