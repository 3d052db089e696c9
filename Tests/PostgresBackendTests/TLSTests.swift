import EventLog
import Foundation
import PostgresBackend
import PostgresTestCluster
import Testing

/// A server that takes connections from the network over TLS only.
@Suite struct TLSTests {
    @Test(.timeLimit(.minutes(5)))
    func `connections are made over TLS, and only to a server whose certificate is trusted`() async throws {
        let port = try TLSTests.freePort()
        let cluster = PostgresCluster(
            settings: ["fsync": "off", "listen_addresses": "127.0.0.1", "port": "\(port)"])
        let database = try await cluster.makeDatabase()
        try await TLSTests.demandTLS(of: cluster)
        let trusted = cluster.directory.appending(path: "data/server.crt").path
        let other = cluster.directory.appending(path: "data/other.crt").path
        func url(_ host: String, _ options: String) -> String {
            "postgresql://postgres@\(host):\(port)/\(database)?hostaddr=127.0.0.1&\(options)"
        }

        let good = url("localhost", "sslmode=verify-full&sslrootcert=\(trusted)")
        let store = try await PostgresEventStore.open(good, migrating: true)
        try await PostgresScene.expectCommitted(PostgresScene.commit(["1"], to: PostgresScene.newStream()), in: store)
        // All of them: whoever commits, reads, listens, and writes a handler's own rows.
        let transaction = try await store.begin()
        let plain = try await cluster.execute(
            """
            SELECT count(*) FILTER (WHERE NOT s.ssl), count(*) > 3 FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid)
            WHERE a.client_addr IS NOT NULL
            """)
        #expect(plain == ["0\tt"])
        await transaction.rollBack()
        await store.close()

        for (wrong, reason) in [
            (url("localhost", "sslmode=disable"), "no encryption"),
            (url("localhost", "sslmode=verify-full&sslrootcert=\(other)"), "certificate verify failed"),
            (url("payroll.example", "sslmode=verify-full&sslrootcert=\(trusted)"), "payroll.example"),
        ] {
            let error = await #expect(throws: EventStoreError.self) { try await PostgresEventStore.open(wrong) }
            guard case .unavailable(let found)? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(found.contains(reason), "\(found)")
        }
    }

    /// Gives the server a certificate for `localhost`, and has it refuse what comes from the network without TLS.
    private static func demandTLS(of cluster: PostgresCluster) async throws {
        let certificate = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
        for command in [
            "\(certificate) -keyout server.key -out server.crt", "\(certificate) -keyout other.key -out other.crt",
            "chmod 600 server.key", "cat > pg_hba.conf",
        ] {
            // Carried out by the server, in its data directory, so the files are its own.
            try await cluster.execute(
                "COPY (VALUES ('local all all trust'), ('hostssl all all all trust')) TO PROGRAM '\(command)'")
        }
        try await cluster.execute("ALTER SYSTEM SET ssl = on")
        try await cluster.execute("SELECT pg_reload_conf()")
        while try await cluster.execute("SHOW ssl") != ["on"] { await Task.yield() }
    }

    private static func freePort() throws -> UInt16 {
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        try #require(isBound)
        return UInt16(bigEndian: address.sin_port)
    }
}
