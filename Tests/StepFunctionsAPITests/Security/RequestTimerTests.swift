import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import StepFunctionsAPI

@Suite("A request that takes its time") struct RequestTimerTests {
    /// A connection with the handlers in the server's order.
    private func connection(_ timer: RequestTimer = RequestTimer(RequestTimeouts())) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(RequestBytesHandler(timer))
        try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: false, withErrorHandling: false)
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        try pipeline.addHandler(RequestPartsHandler(timer), position: .after(decoder))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    private func send(_ text: String, _ channel: EmbeddedChannel) throws {
        try channel.writeInbound(ByteBuffer(string: text))
    }

    private func answer(_ channel: EmbeddedChannel) throws {
        try channel.writeOutbound(
            HTTPServerResponsePart.head(.init(version: .http1_1, status: .ok, headers: ["Content-Length": "0"])))
        try channel.writeOutbound(HTTPServerResponsePart.end(nil))
    }

    private static let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n"
    private static let whole = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test(
        "loses its connection, however it is spun out",
        arguments: [("", 20), (Self.head, 59), (Self.whole, 20)])
    func slow(_ first: String, _ seconds: Int) throws {
        let channel = try connection()
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(channel.isActive)
        if !first.isEmpty { try send(first, channel) }
        if first == Self.whole { try answer(channel) }
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        for second in 0..<seconds {
            #expect(channel.isActive)
            try send(second == 0 && first != Self.head ? "GET / HTTP/1.1\r\nX: " : "X", channel)
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        }
        #expect(!channel.isActive)
    }

    @Test func `does not lose it while it waits for an answer, or none is there`() throws {
        let channel = try connection()
        for _ in 0..<3 {
            try send(Self.whole, channel)
            channel.embeddedEventLoop.advanceTime(by: .minutes(10))
            #expect(channel.isActive)
            try answer(channel)
            channel.embeddedEventLoop.advanceTime(by: .minutes(10))
            #expect(channel.isActive)
        }
    }

    @Test func `has time for as long as the one before it has no answer`() throws {
        for second in ["POST / HT", Self.head + "X"] {
            let channel = try connection()
            try send(Self.whole, channel)
            try send(second, channel)
            channel.embeddedEventLoop.advanceTime(by: .minutes(10))
            #expect(channel.isActive)
            try answer(channel)
            channel.embeddedEventLoop.advanceTime(by: .seconds(21))
            #expect(!channel.isActive)
        }
    }

    @Test func `has its own deadline, and not that of the one before it`() throws {
        let channel = try connection()
        try send(Self.head, channel)
        // Looks when the headers had to be there, and now waits for the body.
        channel.embeddedEventLoop.advanceTime(by: .seconds(25))
        try send(String(repeating: "x", count: 100), channel)
        try answer(channel)
        try send("P", channel)
        channel.embeddedEventLoop.advanceTime(by: .seconds(19))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    private func takes(_ isWritable: Bool, _ channel: EmbeddedChannel) {
        channel.isWritable = isWritable
        channel.pipeline.fireChannelWritabilityChanged()
    }

    @Test func `loses its connection where the client does not take the answer`() throws {
        let channel = try connection()
        try send(Self.whole, channel)
        takes(false, channel)
        channel.embeddedEventLoop.advanceTime(by: .seconds(59))
        // Who comes late is in time, and begins anew.
        takes(true, channel)
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(channel.isActive)
        takes(false, channel)
        channel.embeddedEventLoop.advanceTime(by: .seconds(59))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test("is forgotten with its connection", arguments: ["P", Self.whole, Self.whole + "P", Self.head])
    func ended(_ text: String) throws {
        weak var timer: RequestTimer?
        do {
            let made = RequestTimer(RequestTimeouts())
            timer = made
            let channel = try connection(made)
            try send(text, channel)
            try channel.close().wait()
            channel.embeddedEventLoop.run()
        }
        #expect(timer == nil)
    }
}
