import BenchmarkSupport
import Foundation
import Synchronization

/// Requests on many connections at one time, a thread for each.
struct Load {
    /// What came of it: seconds in all, and of each request.
    struct Result {
        let wall: Double
        let latencies: [Double]

        var rate: Double { Double(latencies.count) / wall }

        func quantile(_ quantile: Double) -> Double {
            latencies[min(latencies.count - 1, Int(quantile * Double(latencies.count)))]
        }
    }

    let port: Int
    let connections: Int

    /// One after another on each connection.
    func full(_ request: [UInt8], count: Int) throws -> Result { try run(request, count: count, every: 0) }

    /// So many a second; a request's time counts from when it was due, and not from when a connection was free for it.
    func paced(_ request: [UInt8], perSecond: Int, seconds: Int) throws -> Result {
        try run(request, count: perSecond * seconds, every: 1 / Double(perSecond))
    }

    private final class Shared: Sendable {
        let next = Atomic(0)
        let latencies = Mutex<[Double]>([])
        let failure = Mutex<(any Error)?>(nil)
    }

    private func run(_ request: [UInt8], count: Int, every interval: Double) throws -> Result {
        let shared = Shared()
        let sockets = try (0..<connections).map { _ in try Connection(port: port) }
        let group = DispatchGroup()
        let began = Load.now() + 0.05
        for socket in sockets {
            group.enter()
            nonisolated(unsafe) let socket = socket
            let thread = Thread {
                defer { group.leave() }
                do {
                    var latencies: [Double] = []
                    while true {
                        let number = shared.next.add(1, ordering: .relaxed).oldValue
                        guard number < count else { break }
                        let due = began + Double(number) * interval
                        let early = due - Load.now()
                        if early > 0 { Thread.sleep(forTimeInterval: early) }
                        let from = interval > 0 ? due : Load.now()
                        try socket.send(request)
                        _ = try socket.receive()
                        latencies.append(Load.now() - from)
                    }
                    shared.latencies.withLock { $0 += latencies }
                } catch {
                    shared.failure.withLock { $0 = error }
                }
            }
            thread.start()
        }
        group.wait()
        if let failure = shared.failure.withLock({ $0 }) { throw failure }
        return Result(wall: Load.now() - began, latencies: shared.latencies.withLock { $0.sorted() })
    }

    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
