import BenchmarkSupport
import Foundation

/// Connections that each wait for a task.
final class IdlePolls {
    private let connections: [Connection]

    /// Asks on each, and waits until the server has nothing more to do.
    init(port: Int, count: Int, request: [UInt8]) throws {
        connections = try (0..<count).map { _ in
            let connection = try Connection(port: port)
            try connection.send(request)
            return connection
        }
        Thread.sleep(forTimeInterval: 3)
        guard first(within: 0) == nil else { throw BenchmarkError("a poll was answered that nothing came for") }
    }

    /// How long it takes until one of them is given what `body` makes.
    func answered(after body: () throws -> Void) throws -> Double {
        let began = Load.now()
        try body()
        guard let connection = first(within: 30_000) else { throw BenchmarkError("no poll was answered") }
        let time = Load.now() - began
        guard try connection.receive().contains("taskToken") else { throw BenchmarkError("a poll without a task") }
        return time
    }

    private func first(within milliseconds: Int32) -> Connection? {
        var waiting = connections.map { pollfd(fd: $0.socket, events: Int16(POLLIN), revents: 0) }
        guard poll(&waiting, nfds_t(waiting.count), milliseconds) > 0 else { return nil }
        return waiting.firstIndex { $0.revents != 0 }.map { connections[$0] }
    }
}
