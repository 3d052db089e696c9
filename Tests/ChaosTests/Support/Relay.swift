import Foundation
import Glibc
import Synchronization

/// The network between an engine and Postgres: a Unix socket that passes everything on to another one, until it is told to
/// stall, to cut, or to lose the reply to a COMMIT.
final class Relay: Sendable {
    /// Whose COMMIT is to be cut off.
    struct CommitCut: Sendable {
        let sent: FrontendStream.Sent
        let place: Place
    }

    /// Where a COMMIT is cut off.
    enum Place: CaseIterable {
        /// It does not reach the server, and the server hears nothing of that: the connection stays.
        case before
        /// As soon as it has been passed on.
        case behind
        /// When the server has answered, so that it has certainly committed.
        case reply
    }

    private struct State {
        var connections: [RelayConnection] = []
        var cut: CommitCut?
        var counts = RelayCounts()
        var isClosed = false
    }

    /// Where clients connect: the directory of the socket.
    let directory: URL
    private let server: String
    private let listener: Int32
    private let stalled = Atomic<Bool>(false)
    private let state = Mutex(State())

    /// - Parameter cluster: the directory of the server's socket.
    init(to cluster: URL) throws {
        // In the cluster's own directory: it is removed with it, in whatever way this process ends.
        directory = cluster.appending(path: "relay-\(UUID().uuidString.prefix(8).lowercased())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
        server = cluster.appending(path: ".s.PGSQL.5432").path
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let path = directory.appending(path: ".s.PGSQL.5432").path
        guard UnixSocket.withAddress(path, { bind(listener, $0, $1) }) == 0, listen(listener, 128) == 0 else {
            throw EngineProcess.Failure(description: "the relay cannot listen on \(path): \(errno)")
        }
        Thread { [self] in accept() }.start()
    }

    /// Ends it and everything that goes through it.
    func close() {
        state.withLock { $0.isClosed = true }
        stalled.store(false, ordering: .relaxed)
        shutdown(listener, Int32(SHUT_RDWR))
        cut()
        try? FileManager.default.removeItem(at: directory)
    }

    /// Whether bytes stand still, both ways, without anybody being told.
    var isStalled: Bool {
        get { stalled.load(ordering: .relaxed) }
        set { stalled.store(newValue, ordering: .relaxed) }
    }

    /// Cuts all connections.
    func cut() {
        let connections = state.withLock { state in
            defer { state.connections = [] }
            state.counts.cuts += 1
            return state.connections
        }
        for connection in connections { connection.cut() }
    }

    /// Has the next such COMMIT reach the server and its answer not the client.
    func cutNextCommit(_ cut: CommitCut) { state.withLock { $0.cut = cut } }

    /// Lets the next COMMIT pass.
    func stopCutting() { state.withLock { $0.cut = nil } }

    /// What it has done.
    var counts: RelayCounts { state.withLock { $0.counts } }

    // MARK: For its connections

    /// Whether this COMMIT is the one to be cut off.
    func takeCut(for sent: FrontendStream.Sent) -> Place? {
        state.withLock { state in
            guard let cut = state.cut, cut.sent == sent else { return nil }
            state.cut = nil
            return cut.place
        }
    }

    func note(_ change: (inout RelayCounts) -> Void) { state.withLock { change(&$0.counts) } }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            if client < 0, errno == EINTR || errno == ECONNABORTED { continue }
            guard client >= 0 else { break }
            _ = fcntl(client, F_SETFD, FD_CLOEXEC)
            let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
            guard UnixSocket.withAddress(server, { connect(upstream, $0, $1) }) == 0 else {
                // Postgres is just not there: the client sees the end of the connection.
                Glibc.close(upstream)
                Glibc.close(client)
                continue
            }
            let connection = RelayConnection(client: client, server: upstream, relay: self)
            let isOpen = state.withLock { state in
                state.connections.removeAll { $0.isOver }
                if !state.isClosed { state.connections.append(connection) }
                return !state.isClosed
            }
            if isOpen { connection.start() } else { connection.cut() }
        }
        Glibc.close(listener)
    }
}
