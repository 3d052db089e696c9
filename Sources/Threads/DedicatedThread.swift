#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// Threads of our own: a call that waits for a disk, a lock or a network runs on one of them and never holds a thread of the pool
/// that all tasks share.
package enum DedicatedThread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    /// Runs `body` on a new thread that ends with it.
    package static func start(_ body: @escaping @Sendable () -> Void) {
        let code = start(with: Unmanaged.passRetained(Body(body)).toOpaque())
        precondition(code == 0, "the system has no thread left (\(code))")
    }

    private static func start(with argument: UnsafeMutableRawPointer) -> Int32 {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        let code = pthread_create(&thread, &attributes, enter, argument)
        pthread_attr_destroy(&attributes)
        return code
    }

    #if canImport(Darwin)
        private typealias Argument = UnsafeMutableRawPointer
    #else
        private typealias Argument = UnsafeMutableRawPointer?
    #endif

    private static let enter: @convention(c) (Argument) -> UnsafeMutableRawPointer? = { argument in
        let argument: UnsafeMutableRawPointer? = argument
        if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
    }
}
