internal import CSQLite

/// Threads of our own, so that a call into SQLite that waits for a disk or a lock never holds a thread of the pool that
/// all tasks share.
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
        let code = daybook_start_thread(enter, argument)
        precondition(code == 0, "the system has no thread left (\(code))")
    }

    private static let enter: @convention(c) (UnsafeMutableRawPointer?) -> Void = { argument in
        guard let argument else { return }
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
    }
}
