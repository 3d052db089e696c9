internal import Synchronization

/// How many executions an engine holds or is about to, so that it claims no more than it has room for.
///
/// An engine that holds more than it can look after within a lease loses the lease, and all it holds with it. To claim as much
/// again would end in the same way, again and again: so it has room for half of it then, and for twice as much after
/// each lease that went well, up to what was configured.
final class Holdings: Sendable {
    private struct State {
        var held: [Int]
        var loading = 0
        var limit: Int

        var count: Int { held.reduce(loading, +) }
    }

    /// So few are nobody's trouble: what was lost with them was lost for another reason.
    private static let leastLimit = 256

    private let mostLimit: Int
    private let state: Mutex<State>

    init(shards: Int, limit: Int) {
        mostLimit = limit
        state = Mutex(State(held: Array(repeating: 0, count: shards), limit: limit))
    }

    /// How many more it may claim.
    var room: Int { state.withLock { max(0, $0.limit - $0.count) } }

    /// All that is held is about to be let go.
    func willLoseLease() {
        state.withLock { state in
            guard state.count > Holdings.leastLimit else { return }
            state.limit = min(state.limit, max(state.count / 2, Holdings.leastLimit))
        }
    }

    /// A whole lease went well.
    func didKeepLease() {
        state.withLock { $0.limit = $0.limit > mostLimit / 2 ? mostLimit : $0.limit * 2 }
    }

    func set(_ count: Int, for shard: Int) {
        state.withLock { $0.held[shard] = count }
    }

    func beginLoading() {
        state.withLock { $0.loading += 1 }
    }

    func endLoading() {
        state.withLock { $0.loading -= 1 }
    }

    /// What was read is held by its shard: at one time, else there would seem to be room meanwhile.
    func endLoading(by shard: Int, holding count: Int) {
        state.withLock { state in
            state.loading -= 1
            state.held[shard] = count
        }
    }
}
