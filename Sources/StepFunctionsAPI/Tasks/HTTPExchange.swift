internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// One request to another server over a connection of its own, and its answer.
struct HTTPExchange {
    struct Answer {
        let status: Int
        let headers: [(name: String, value: String)]
        let body: [UInt8]

        func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    enum Failure: Error {
        case tooLarge(limit: Int)
        case endedEarly
    }

    let endpoint: HTTPEndpoint
    /// The most bytes of an answer.
    var limit = 8 * 1024 * 1024

    /// Posts a body, and waits for the answer; the task that waits can be cancelled.
    func post(_ path: String, headers: [(String, String)], body: [UInt8]) async throws -> Answer {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(5))
            .connect(host: endpoint.host, port: endpoint.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
                        wrappingChannelSynchronously: channel)
                }
            }
        var head = HTTPRequestHead(version: .http1_1, method: .POST, uri: path)
        head.headers.add(name: "Host", value: "\(endpoint.host):\(endpoint.port)")
        head.headers.add(name: "Content-Length", value: "\(body.count)")
        head.headers.add(name: "Connection", value: "close")
        for (name, value) in headers { head.headers.add(name: name, value: value) }
        let request = head
        return try await channel.executeThenClose { inbound, outbound in
            // In one piece: whoever has the whole body may answer and close before an end that comes apart from it.
            var failure: (any Error)?
            do {
                try await outbound.write(
                    contentsOf: [.head(request), .body(.byteBuffer(ByteBuffer(bytes: body))), .end(nil)])
            } catch {
                failure = error
            }
            // A server may answer without reading all, and say why.
            do {
                return try await read(inbound)
            } catch {
                throw failure ?? error
            }
        }
    }

    private func read(_ inbound: NIOAsyncChannelInboundStream<HTTPClientResponsePart>) async throws -> Answer {
        var status = 0
        var headers: [(name: String, value: String)] = []
        var body: [UInt8] = []
        for try await part in inbound {
            switch part {
            case .head(let head):
                status = Int(head.status.code)
                headers = head.headers.map { ($0.name, $0.value) }
            case .body(let bytes):
                guard body.count + bytes.readableBytes <= limit else { throw Failure.tooLarge(limit: limit) }
                body += bytes.readableBytesView
            case .end: return Answer(status: status, headers: headers, body: body)
            }
        }
        try Task.checkCancellation()
        throw Failure.endedEarly
    }
}
