import Dispatch
import Synchronization

/// Waits for asynchronous work on a thread of its own (`onThread`), which is none of those that tasks share.
func blocking(_ body: @escaping @Sendable () async throws -> Void) throws {
    let end = DispatchSemaphore(value: 0)
    let failure = Failure()
    Task {
        do { try await body() } catch { failure.set(error) }
        end.signal()
    }
    end.wait()
    if let error = failure.value { throw error }
}

/// What went wrong, told from one thread to another.
private final class Failure: Sendable {
    private let error = Mutex<(any Error)?>(nil)

    var value: (any Error)? { error.withLock { $0 } }

    func set(_ found: any Error) { error.withLock { $0 = found } }
}
