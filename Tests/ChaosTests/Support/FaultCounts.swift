/// What was done to the engines of a test.
struct FaultCounts: Sendable, CustomStringConvertible {
    var kills = 0
    var pauses = 0
    var stalls = 0
    var crashes = 0

    static func + (a: FaultCounts, b: FaultCounts) -> FaultCounts {
        FaultCounts(
            kills: a.kills + b.kills, pauses: a.pauses + b.pauses, stalls: a.stalls + b.stalls,
            crashes: a.crashes + b.crashes)
    }

    var description: String {
        "\(kills) engines killed, \(pauses) paused, \(stalls) stalls of the network, \(crashes) crashes of Postgres"
    }
}
