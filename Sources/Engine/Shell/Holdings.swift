internal import Synchronization

/// How many executions an engine holds or is about to, so that it claims no more than it has room for.
final class Holdings: Sendable {
    private struct State {
        var held: [Int]
        var loading = 0
    }

    private let state: Mutex<State>

    init(shards: Int) {
        state = Mutex(State(held: Array(repeating: 0, count: shards)))
    }

    var count: Int { state.withLock { $0.held.reduce($0.loading, +) } }

    func set(_ count: Int, for shard: Int) {
        state.withLock { $0.held[shard] = count }
    }

    func beginLoading() {
        state.withLock { $0.loading += 1 }
    }

    func endLoading() {
        state.withLock { $0.loading -= 1 }
    }
}
