internal import Metrics
internal import NIOCore
internal import Networks

/// Stands where connections come in, and closes those that are too many before anything is read from them.
final class ConnectionLimiter: ChannelInboundHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel

    private let limit: ConnectionLimit
    private var addresses: [[UInt8]: Int] = [:]
    private var total = 0
    private let refused = Counter(label: "daybook_api_refused_connections")
    private let open = Gauge(label: "daybook_api_connections")

    init(_ limit: ConnectionLimit) {
        self.limit = limit
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let channel = unwrapInboundIn(data)
        let address = ConnectionLimiter.key(channel.remoteAddress)
        guard total < limit.total, addresses[address, default: 0] < limit.perAddress else {
            refused.increment()
            channel.close(promise: nil)
            return
        }
        count(1, address)
        let limiter = NIOLoopBound(self, eventLoop: context.eventLoop)
        channel.closeFuture.hop(to: context.eventLoop).whenComplete { _ in limiter.value.count(-1, address) }
        context.fireChannelRead(data)
    }

    private func count(_ change: Int, _ address: [UInt8]) {
        total += change
        let count = addresses[address, default: 0] + change
        addresses[address] = count == 0 ? nil : count
        open.record(total)
    }

    /// Whom an address belongs to: of IPv6 the first half, since every client has a network of such addresses.
    static func key(_ address: SocketAddress?) -> [UInt8] {
        guard let bytes = address?.ipAddress.flatMap(NetworkPrefix.bytes(of:)) else { return [] }
        guard bytes.count == 16 else { return bytes }
        // One of IPv4 in the form of IPv6 (RFC 4291, section 2.5.5.2).
        let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xff && bytes[11] == 0xff
        return isMapped ? Array(bytes[12...]) : Array(bytes[..<8])
    }
}
