import Foundation

/// Time taken, by the wall and by the processor.
struct Measurement {
    let wall: Double
    let cpu: Double

    static func of(_ body: () async throws -> Void) async rethrows -> Measurement {
        let cpu = processorSeconds()
        let wall = ContinuousClock.now
        try await body()
        return Measurement(
            wall: (ContinuousClock.now - wall) / .seconds(1), cpu: processorSeconds() - cpu)
    }

    /// User and system time of this process.
    static func processorSeconds() -> Double {
        var usage = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &usage)
        return Double(usage.tv_sec) + Double(usage.tv_nsec) / 1e9
    }
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func formatted(_ value: Double, _ decimals: Int = 0) -> String { String(format: "%.\(decimals)f", value) }
