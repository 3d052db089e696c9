import BenchmarkSupport
import Foundation

/// A connection of HTTP/1.1 that is kept: it blocks, and does nothing that costs.
final class Connection {
    let socket: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    init(port: Int) throws {
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw BenchmarkError("no connection: \(errno)") }
        var one: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit {
        close(socket)
    }

    func send(_ request: [UInt8]) throws {
        var sent = 0
        while sent < request.count {
            let count = request.withUnsafeBytes {
                Foundation.send(socket, $0.baseAddress! + sent, request.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw BenchmarkError("the server hung up") }
            sent += count
        }
    }

    /// The body of the next answer, which must be a success.
    func receive() throws -> String {
        var text = [UInt8]()
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { throw BenchmarkError("the server hung up") }
            text += buffer[..<count]
            guard let end = text.firstRange(of: Array("\r\n\r\n".utf8)) else { continue }
            let head = String(decoding: text[..<end.lowerBound], as: UTF8.self).lowercased()
            guard head.hasPrefix("http/1.1 200") else {
                throw BenchmarkError("answered: " + String(decoding: text, as: UTF8.self))
            }
            guard
                let length = head.firstRange(of: "content-length: ").map({
                    head[$0.upperBound...].prefix { $0.isNumber }
                }),
                let bytes = Int(length)
            else { throw BenchmarkError("no length: \(head)") }
            if text.count >= end.upperBound + bytes {
                return String(decoding: text[end.upperBound...], as: UTF8.self)
            }
        }
    }
}
