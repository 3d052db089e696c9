import Foundation

/// How much is done: little in `make test`, more in `make soak`.
enum Soak {
    /// Whether the long tests are asked for.
    static let isOn = ProcessInfo.processInfo.environment["DAYBOOK_SOAK"] == "1"

    /// The seed of a random test: the one that is asked for, to see a failure again, or a new one.
    static func seed() -> UInt64 {
        ProcessInfo.processInfo.environment["DAYBOOK_SEED"].flatMap { UInt64($0) } ?? .random(in: 1...999_999)
    }
}
