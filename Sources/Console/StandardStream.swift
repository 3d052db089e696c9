internal import Glibc
internal import Synchronization

/// Standard output or standard error. When nobody reads it any more (`payroll-demo run … | head -1`) what is written goes
/// nowhere, and the program goes on with its work.
public final class StandardStream: Sendable {
    /// Standard output.
    public static let output = StandardStream(STDOUT_FILENO)
    /// Standard error.
    public static let error = StandardStream(STDERR_FILENO)

    private let descriptor: Int32
    private let closed = Mutex(false)

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Whether nobody reads what is written.
    public var isClosed: Bool { closed.withLock { $0 } }

    /// The columns of a terminal; `nil` for everything else.
    public var columns: Int? {
        var size = winsize()
        guard isatty(descriptor) == 1, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
        return size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    /// Writes all of it, in one piece where others write too.
    public func write(_ text: String) {
        closed.withLock { closed in
            var bytes = Array(text.utf8)[...]
            while !closed, !bytes.isEmpty {
                let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count > 0 {
                    bytes = bytes.dropFirst(count)
                } else if errno == EAGAIN {
                    waitForRoom()
                } else {
                    closed = errno != EINTR
                }
            }
        }
    }

    /// Asks not to be killed by a pipe that nobody reads, nor by a lease that somebody wants broken.
    public static func ignoreSignals() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGIO, SIG_IGN)
    }

    private func waitForRoom() {
        var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&polled, 1, 1000)
    }
}
