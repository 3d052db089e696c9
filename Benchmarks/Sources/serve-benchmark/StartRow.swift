import BenchmarkSupport

/// What one run of starts came to.
struct StartRow {
    var health: Double
    var engine: Double
    var full: Double
    var fullP99: Double
    var paced: Double
    var p50: Double
    var p99: Double
    var late: Double
    var cpu: Double

    var text: String {
        """
        GET /health \(formatted(health))/s, engine alone \(formatted(engine)) starts/s; StartExecution \
        \(formatted(full))/s at full speed (\(formatted(full / engine, 2)) of the engine, \
        \(formatted(full / health, 2)) of /health; p99 \(formatted(fullP99 * 1000, 1)) ms); paced \(formatted(paced))/s: \
        p50 \(formatted(p50 * 1000, 1)) ms, p99 \(formatted(p99 * 1000, 1)) ms, most \(formatted(late * 1000, 1)) ms, \
        \(formatted(cpu * 1e6)) µs of the server's CPU each
        """
    }

    /// The median of each number by itself.
    static func median(_ rows: [StartRow]) -> StartRow {
        func of(_ value: (StartRow) -> Double) -> Double { BenchmarkSupport.median(rows.map(value)) }
        return StartRow(
            health: of(\.health), engine: of(\.engine), full: of(\.full), fullP99: of(\.fullP99), paced: of(\.paced),
            p50: of(\.p50), p99: of(\.p99), late: of(\.late), cpu: of(\.cpu))
    }
}
