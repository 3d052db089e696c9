import Foundation
import Synchronization

/// Reads a pipe to its end on a thread of its own, so that nobody who writes to it has to wait.
final class PipeReader: Sendable {
    private let bytes = Mutex<[UInt8]>([])
    private let semaphore = DispatchSemaphore(value: 0)

    init(_ handle: FileHandle) {
        let descriptor = handle.fileDescriptor
        Thread.detachNewThread { [self] in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                bytes.withLock { $0 += buffer[..<count] }
            }
            withExtendedLifetime(handle) {}
            semaphore.signal()
        }
    }

    /// All that was written, once nobody writes any more.
    func wait() -> [UInt8] {
        semaphore.wait()
        return bytes.withLock { $0 }
    }
}
