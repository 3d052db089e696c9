import Foundation
import Glibc
import Synchronization

/// A server on loopback that says what a test has written down, and nothing else: to show what happens when one misbehaves.
final class ScriptedServer: Sendable {
    /// What it does next in a connection.
    enum Step: Sendable {
        /// Says a line.
        case say(String)
        /// Reads lines until one begins so.
        case expect(String)
        /// Reads this many bytes and no more.
        case take(Int)
        /// Says nothing more, and waits until the other side goes.
        case stall
    }

    let port: Int
    private let listener: Int32
    private let heard = Mutex<[String]>([])

    /// Serves one connection for each list of steps, in order, and hangs up at the end of each.
    init(_ sessions: [[Step]]) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isBound else { throw CocoaError(.fileReadUnknown) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [weak self] in
            for session in sessions {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                Self.serve(session, connection) { line in self?.heard.withLock { $0.append(line) } }
                close(connection)
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// The lines that it heard, of all connections.
    var lines: [String] { heard.withLock { $0 } }

    private static func serve(_ steps: [Step], _ connection: Int32, _ hear: (String) -> Void) {
        var buffer: [UInt8] = []
        func readMore() -> Bool {
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return false }
            buffer += chunk.prefix(count)
            return true
        }
        for step in steps {
            switch step {
            case .say(let line):
                let bytes = Array("\(line)\r\n".utf8)
                guard send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { return }
            case .expect(let start):
                while true {
                    guard let end = buffer.firstIndex(of: 0x0a) else {
                        guard readMore() else { return }
                        continue
                    }
                    let line = String(decoding: buffer[..<end], as: UTF8.self).trimmingCharacters(in: .whitespaces)
                    buffer.removeSubrange(...end)
                    hear(line)
                    if line.hasPrefix(start) { break }
                }
            case .take(let count):
                while buffer.count < count { guard readMore() else { return } }
                buffer.removeFirst(count)
            case .stall:
                while readMore() {}
            }
        }
    }
}
