import JSON
import NIOCore
import NIOEmbedded
import NIOPosix
import Testing

@testable import StepFunctionsAPI

@Suite("Connections of clients", .timeLimit(.minutes(1))) struct ConnectionTests {
    private func client(_ address: String) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        channel.remoteAddress = try SocketAddress(ipAddress: address, port: 40_000)
        return channel
    }

    /// Lets clients in one after the other, and tells which were.
    private func come(_ clients: [EmbeddedChannel], to door: EmbeddedChannel) throws -> [Bool] {
        try clients.map { client in
            try door.writeInbound(client as any Channel)
            client.embeddedEventLoop.run()
            door.embeddedEventLoop.run()
            return try door.readInbound(as: (any Channel).self) != nil
        }
    }

    @Test(
        "are limited by address, and in all",
        arguments: [
            (["1.1.1.1", "1.1.1.1", "1.1.1.1", "1.1.1.2"], [true, true, false, true]),
            (["1.1.1.1", "::ffff:1.1.1.1", "::ffff:1.1.1.1"], [true, true, false]),
            (["2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1"], [true, true, false, true]),
            (["1.0.0.1", "1.0.0.2", "1.0.0.3", "1.0.0.4"], [true, true, true, false]),
        ])
    func limits(_ addresses: [String], _ areIn: [Bool]) throws {
        let door = EmbeddedChannel(handler: ConnectionLimiter(ConnectionLimit(perAddress: 2, total: 3)))
        let clients = try addresses.map(client)
        #expect(try come(clients, to: door) == areIn)
        for (client, isIn) in zip(clients, areIn) where !isIn {
            #expect(throws: Never.self) { try client.closeFuture.wait() }
        }
        // Who leaves makes room.
        try clients[0].close().wait()
        clients[0].embeddedEventLoop.run()
        door.embeddedEventLoop.run()
        #expect(try come([client(addresses[0])], to: door) == [true])
    }

    @Test(
        "are limited as a text says",
        arguments: [
            ("100", "100/1000"), ("5/7", "5/7"), ("0", nil), ("1/0", nil), ("1/2/3", nil), ("a", nil), ("", nil),
        ] as [(String, String?)])
    func text(_ text: String, _ limit: String?) {
        #expect(ConnectionLimit(text)?.description == limit)
    }

    @Test func `are closed where one address has too many, and only then`() async throws {
        var security = ServerSecurity()
        security.connectionLimit = ConnectionLimit(perAddress: 2, total: 10)
        try await RunningServer.with(security: security) { (server: RunningServer) async throws in
            let arn = try await server.does("CreateActivity", ["name": "work"])["activityArn"] ?? .null
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<2 {
                    group.addTask { _ = try? await server.call("GetActivityTask", ["activityArn": arn]) }
                }
                // Until both are there.
                while (try? await server.call("ListActivities", [:])) != nil {}
                group.cancelAll()
            }
            while (try? await server.call("ListActivities", [:])) == nil {}
        }
    }

    /// Connects, sends bytes, and waits until the server hangs up.
    private func hangsUp(_ server: RunningServer, after text: String) async throws {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: server.endpoint.port).get()
        try? await channel.writeAndFlush(ByteBuffer(string: text))
        try await channel.closeFuture.get()
    }

    @Test(
        "end where a request does not come in time",
        arguments: [
            "", "P", "POST / HTTP/1.1\r\nHost: localhost\r\nX: ",
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{",
        ])
    func timeouts(_ text: String) async throws {
        let timeouts = RequestTimeouts(headers: .milliseconds(20), body: .milliseconds(20), idle: .milliseconds(20))
        try await RunningServer.with(timeouts: timeouts) { (server: RunningServer) async throws in
            try await hangsUp(server, after: text)
        }
    }
}
