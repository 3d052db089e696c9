import Foundation

/// How many cases are made, and from which seeds.
///
/// Case `n` of a run is made from its seed and `n` alone. `DAYBOOK_SEED` names the seed; `DAYBOOK_SOAK` asks for an hour, and
/// `DAYBOOK_FUZZ_MINUTES` for another time.
enum FuzzRun {
    private static let environment = ProcessInfo.processInfo.environment

    /// For how long, where it is not the ordinary number of cases.
    private static let duration: Duration? = {
        if let minutes = environment["DAYBOOK_FUZZ_MINUTES"].flatMap(Int.init) { return .seconds(60 * minutes) }
        let isSoak = environment["DAYBOOK_SOAK"].map { !$0.isEmpty && $0 != "0" } ?? false
        return isSoak ? .seconds(3600) : nil
    }()

    /// What came of a run.
    struct Summary: Sendable {
        var rounds = 0
        /// How many cases were more than refused.
        var held = 0
        /// What did not hold, with the seed that makes its case the first one.
        var fault: String?
    }

    /// Makes cases until there are enough or one is broken, on a thread of their own: other tests have to be on time.
    static func cases(
        of name: String, rounds: Int, _ check: @escaping @Sendable (UInt64) -> FuzzOutcome
    ) async -> Summary {
        // An ordinary run is the same each time; a long one looks further.
        let isLong = environment["DAYBOOK_SOAK"] != nil || environment["DAYBOOK_FUZZ_MINUTES"] != nil
        let seed =
            environment["DAYBOOK_SEED"].flatMap { UInt64($0) } ?? (isLong ? UInt64.random(in: 0...UInt64.max) : 1)
        print("\(name): seed \(seed)")
        return await withCheckedContinuation { continuation in
            let thread = Thread {
                // On Linux this is the thread's own.
                setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
                continuation.resume(returning: run(name, from: seed, rounds: rounds, check))
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    private static func run(
        _ name: String, from seed: UInt64, rounds: Int, _ check: (UInt64) -> FuzzOutcome
    ) -> Summary {
        let start = ContinuousClock.now
        var summary = Summary()
        func isEnough() -> Bool {
            guard let duration else { return summary.rounds >= rounds }
            return summary.rounds.isMultiple(of: 64) && ContinuousClock.now - start > duration
        }
        while !isEnough() {
            let current = seed &+ UInt64(summary.rounds)
            // Where a case ends the whole process, or never ends, the last of these is near it.
            if summary.rounds > 0, summary.rounds.isMultiple(of: 100_000) {
                print("\(name): seed \(current) after \(summary.rounds) cases")
            }
            summary.rounds += 1
            switch check(current) {
            case .refused: continue
            case .held: summary.held += 1
            case .broken(let fault):
                summary.fault = "DAYBOOK_SEED=\(current): \(fault)"
                return summary
            }
        }
        print("\(name): \(summary.rounds) cases, \(summary.held) evaluated, in \(ContinuousClock.now - start)")
        return summary
    }
}
