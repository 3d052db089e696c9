import Foundation
import Glibc
import Synchronization

/// A connection through a relay, with a thread for each direction.
final class RelayConnection: Sendable {
    private let client: Int32
    private let server: Int32
    private let relay: Relay
    /// Whether the server's answers are awaited and kept from the client.
    private let swallows = Atomic<Bool>(false)
    private let ended = Atomic<Bool>(false)

    init(client: Int32, server: Int32, relay: Relay) {
        (self.client, self.server, self.relay) = (client, server, relay)
    }

    deinit {
        close(client)
        close(server)
    }

    var isOver: Bool { ended.load(ordering: .relaxed) }

    func start() {
        Thread { [self] in passRequests() }.start()
        Thread { [self] in passAnswers() }.start()
    }

    /// Ends both directions; the descriptors stay until both threads have seen it.
    func cut() {
        ended.store(true, ordering: .relaxed)
        shutdown(client, Int32(SHUT_RDWR))
        shutdown(server, Int32(SHUT_RDWR))
    }

    private func passRequests() {
        var stream = FrontendStream()
        pass(from: client) { bytes in
            switch stream.take(bytes).flatMap({ relay.takeCut(for: $0) }) {
            case nil: return UnixSocket.write(bytes, to: server)
            case .before:
                relay.note { $0.commitsHeld += 1 }
                // Also when the client is gone: nobody is there to tell the server.
                while !isOver { usleep(5000) }
                return false
            case .behind:
                guard UnixSocket.write(bytes, to: server) else { return false }
                relay.note { $0.commitsCut += 1 }
                return false
            case .reply:
                swallows.store(true, ordering: .sequentiallyConsistent)
                return UnixSocket.write(bytes, to: server)
            }
        }
    }

    private func passAnswers() {
        var kept: [UInt8] = []
        pass(from: server) { bytes in
            guard swallows.load(ordering: .sequentiallyConsistent) else { return UnixSocket.write(bytes, to: client) }
            kept += bytes
            // The tag of the command's completion, or the end of an answer that was none.
            let isCommitted = kept.firstRange(of: Array("COMMIT\0".utf8)) != nil
            if isCommitted { relay.note { $0.repliesCut += 1 } }
            return !isCommitted && kept.suffix(6).prefix(5) != [UInt8(ascii: "Z"), 0, 0, 0, 5]
        }
    }

    /// Passes bytes on until there are none, or `forward` says so.
    private func pass(from source: Int32, _ forward: (ArraySlice<UInt8>) -> Bool) {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(source, &bytes, bytes.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            // What a stalled network does: nothing, and nobody is told.
            while relay.isStalled, !isOver { usleep(5000) }
            guard !isOver, forward(bytes[..<count]) else { break }
        }
        cut()
    }
}
