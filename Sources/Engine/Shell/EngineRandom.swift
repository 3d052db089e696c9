internal import Synchronization

/// A source of ids and seeds that asks the system for chance once, and not for every number.
///
/// xoshiro256** from 256 bits of the system's generator: fast, and far too long to repeat. Nothing here is a secret.
final class EngineRandom: Sendable {
    private let state: Mutex<(UInt64, UInt64, UInt64, UInt64)>

    init() {
        var system = SystemRandomNumberGenerator()
        state = Mutex((system.next(), system.next(), system.next(), system.next() | 1))
    }

    /// The next 64 bits.
    func next() -> UInt64 {
        state.withLock { state in
            let scrambled = state.1 &* 5
            let result = (scrambled << 7 | scrambled >> 57) &* 9
            let shifted = state.1 << 17
            state.2 ^= state.0
            state.3 ^= state.1
            state.1 ^= state.2
            state.0 ^= state.3
            state.2 ^= shifted
            state.3 = state.3 << 45 | state.3 >> 19
            return result
        }
    }
}
