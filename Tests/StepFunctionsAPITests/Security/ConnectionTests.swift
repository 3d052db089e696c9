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
            ("100", "100/1000"), ("5/7", "5/7"), ("5/5", "5/5"), ("6/5", nil), ("0", nil), ("1/0", nil), ("1/2/3", nil),
            ("a", nil), ("", nil),
        ] as [(String, String?)])
    func text(_ text: String, _ limit: String?) {
        #expect(ConnectionLimit(text)?.description == limit)
    }

    @Test(
        "are limited by the room that there is, none of it for one address alone",
        arguments: [
            (1_000_000, "1000/10000"), (10_000, "1000/10000"), (9_999, "999/9999"), (768, "76/768"), (16, "1/16"),
            (5, "1/5"),
        ])
    func room(_ room: Int, _ limit: String) {
        #expect(ConnectionLimit(room: room).description == limit)
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

    /// Connects, and sends bytes; takes none where it is told so.
    private func send(_ text: String, to server: RunningServer, reads: Bool = true) async throws -> any Channel {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.autoRead, value: reads).channelOption(.socketOption(.so_rcvbuf), value: 4096)
            .connect(host: "127.0.0.1", port: server.endpoint.port).get()
        channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
        return channel
    }

    private static func timeouts(
        headers: TimeAmount = .hours(1), body: TimeAmount = .hours(1), taking: TimeAmount = .hours(1),
        idle: TimeAmount = .hours(1)
    ) -> RequestTimeouts {
        RequestTimeouts(headers: headers, body: body, taking: taking, idle: idle)
    }

    @Test(
        "end where a request does not come in time",
        arguments: [
            ("", timeouts(idle: .milliseconds(20))), ("P", timeouts(headers: .milliseconds(20))),
            ("POST / HTTP/1.1\r\nHost: localhost\r\nX: ", timeouts(headers: .milliseconds(20))),
            (
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{",
                timeouts(body: .milliseconds(20))
            ),
        ])
    func hangsUp(_ text: String, _ timeouts: RequestTimeouts) async throws {
        try await RunningServer.with(timeouts: timeouts) { (server: RunningServer) async throws in
            try await send(text, to: server).closeFuture.get()
        }
    }

    @Test func `end where a client asks and asks, and takes no answer`() async throws {
        // The answer repeats the name; together they are more than any system keeps for a client.
        let body = #"{"name":"\#(String(repeating: "a", count: 200_000))"}"#
        let head = "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AWSStepFunctions.CreateActivity\r\n"
        let asked = String(repeating: "\(head)Content-Length: \(body.utf8.count)\r\n\r\n\(body)", count: 200)
        var security = ServerSecurity()
        security.connectionLimit = ConnectionLimit(perAddress: 1, total: 1)
        try await RunningServer.with(security: security, timeouts: Self.timeouts(taking: .milliseconds(20))) {
            (server: RunningServer) async throws in
            let client = try await send(asked, to: server, reads: false)
            // The client reads nothing, so it may not see the end: there is room for another.
            while (try? await server.call("ListActivities", [:])) == nil {}
            try? await client.close()
        }
    }
}
