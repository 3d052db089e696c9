internal import Synchronization

/// Whether somebody still waits for a transfer; it may be told so before the transfer begins.
final class CurlCancellation: Sendable {
    private let state = Atomic(false)

    var isCancelled: Bool { state.load(ordering: .acquiring) }

    func cancel() { state.store(true, ordering: .releasing) }
}
