import Synchronization

/// Whether the storm still goes on, for all who make it.
final class Weather: Sendable {
    private let over = Atomic<Bool>(false)

    var isStormy: Bool { !over.load(ordering: .relaxed) }

    func calmDown() { over.store(true, ordering: .relaxed) }
}
