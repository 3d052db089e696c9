import Glibc
import PostgresTestCluster
import Testing

extension ChaosTests {
    /// What is open in the tests' process while they start another one.
    @Suite struct InheritanceTests {
        @Test(.timeLimit(.minutes(10)))
        func `an engine keeps no socket that another program was to have`() async throws {
            try await ChaosScene.with(.shared) { scene in
                var ends: [Int32] = [0, 0]
                // As Foundation makes them for a program.
                try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
                defer { close(ends[0]) }
                let engine = try await scene.runningEngine()
                close(ends[1])
                var polled = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
                // Others that were started meanwhile may have it too, and end sooner or later.
                while poll(&polled, 1, 0) == 0, !Task.isCancelled { await Task.yield() }
                #expect(!Task.isCancelled && !engine.isOver)
            }
        }
    }
}
