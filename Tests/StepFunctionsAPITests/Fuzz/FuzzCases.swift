import EngineTesting
import Foundation

/// Cases made by chance, case `n` of a run from its seed and `n` alone. `DAYBOOK_SEED` names the seed of the first; `DAYBOOK_SOAK` asks
/// for an hour, and `DAYBOOK_FUZZ_MINUTES` for another time.
enum FuzzCases {
    private static let environment = ProcessInfo.processInfo.environment

    /// Makes cases until there are enough, or one is broken: what it says then, with the seed that makes it the first one.
    static func run(
        _ name: String, rounds: Int, _ check: (inout SeededGenerator) async throws -> String?
    ) async throws -> String? {
        let minutes =
            environment["DAYBOOK_FUZZ_MINUTES"].flatMap(Int.init) ?? (environment["DAYBOOK_SOAK"] == nil ? 0 : 60)
        // An ordinary run is the same each time; a long one looks further.
        let seed =
            environment["DAYBOOK_SEED"].flatMap { UInt64($0) } ?? (minutes == 0 ? 1 : UInt64.random(in: 0...UInt64.max))
        print("\(name): seed \(seed)")
        let began = ContinuousClock.now
        var round = 0
        while minutes == 0 ? round < rounds : ContinuousClock.now - began < .seconds(60 * minutes) {
            let current = seed &+ UInt64(round)
            var generator = SeededGenerator(seed: current)
            if let fault = try await check(&generator) { return "DAYBOOK_SEED=\(current): \(fault)" }
            round += 1
        }
        return nil
    }

    /// Bytes with a few of them taken away, doubled or replaced, and pieces put in.
    static func mutated(_ bytes: [UInt8], pieces: [String], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0...3, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0 where place < bytes.count: bytes.remove(at: place)
            case 1 where place < bytes.count: bytes.insert(bytes[place], at: place)
            case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 3: bytes = Array(bytes[..<place])
            default: bytes.insert(contentsOf: (pieces.randomElement(using: &generator) ?? "").utf8, at: place)
            }
        }
        return bytes
    }
}
