internal import CLibPQ
internal import EventLog

/// Threads of our own: libpq calls that wait (name resolution, `PQcancel`, a migration) run on them, and the one that
/// drives all connections, so that nothing here ever holds a thread of the pool that tasks share.
enum DedicatedThread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    /// Runs `body` on a new thread that ends with it.
    static func start(_ body: @escaping @Sendable () -> Void) {
        let argument = Unmanaged.passRetained(Body(body)).toOpaque()
        let code = daybook_pq_start_thread(enter, argument)
        precondition(code == 0, "the system has no thread left (\(code))")
    }

    /// Runs `body` on a thread of its own and waits for what it gives, without holding the caller's.
    static func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(EventStoreError) -> Value
    ) async throws(EventStoreError) -> Value {
        let result: Result<Value, EventStoreError> = await withUnsafeContinuation { continuation in
            start {
                do throws(EventStoreError) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }

    private static let enter: @convention(c) (UnsafeMutableRawPointer?) -> Void = { argument in
        guard let argument else { return }
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
    }
}
