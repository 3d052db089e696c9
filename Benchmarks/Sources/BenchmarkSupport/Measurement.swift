import Foundation

/// Time taken, by the wall and by the processor.
package struct Measurement {
    package let wall: Double
    package let cpu: Double

    package static func of(_ body: () async throws -> Void) async rethrows -> Measurement {
        let cpu = processorSeconds()
        let wall = ContinuousClock.now
        try await body()
        return Measurement(
            wall: (ContinuousClock.now - wall) / .seconds(1), cpu: processorSeconds() - cpu)
    }

    /// User and system time of this process.
    package static func processorSeconds() -> Double {
        var usage = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &usage)
        return Double(usage.tv_sec) + Double(usage.tv_nsec) / 1e9
    }
}

package func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

package func formatted(_ value: Double, _ decimals: Int = 0) -> String { String(format: "%.\(decimals)f", value) }
