import Crypto
import Glibc

/// A regular file that is read from its beginning, chunk by chunk.
package final class FileReader {
    /// The largest file that is read, in bytes: 1 GiB.
    package static let maximumSize = 1 << 30
    private static let chunkSize = 1 << 18

    private let descriptor: Int32
    private let path: String
    private let limit: Int
    private var readSoFar = 0
    private var hasher: SHA256?
    /// The size when the file was opened, in bytes.
    package let size: Int

    /// Opens a file; directories, pipes, and files above the limit are refused before anything is read.
    ///
    /// - Parameter hashing: whether `sha256` is wanted.
    package init(
        _ path: String, limit: Int = FileReader.maximumSize, hashing: Bool = false
    ) throws(FileError) {
        // Not blocking, so that a pipe without a writer is refused instead of waited for.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileError(path, "open") }
        var status = stat()
        var problem: FileError?
        if fstat(descriptor, &status) != 0 {
            problem = FileError(path, "look at the file")
        } else if status.st_mode & S_IFMT == S_IFDIR {
            problem = FileError(path, .isDirectory)
        } else if status.st_mode & S_IFMT != S_IFREG {
            problem = FileError(path, .notRegularFile)
        } else if status.st_size > limit {
            problem = FileError(path, .tooLarge(limit: limit))
        }
        if let problem {
            close(descriptor)
            throw problem
        }
        self.descriptor = descriptor
        self.path = path
        self.limit = limit
        hasher = hashing ? SHA256() : nil
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// The SHA-256 of what was read so far, in hexadecimal digits; `nil` where no hash was asked for.
    package var sha256: String? {
        hasher.map { $0.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
    }

    /// The SHA-256 of a whole file.
    package static func sha256(of path: String) throws(FileError) -> String {
        let reader = try FileReader(path, hashing: true)
        var chunk: [UInt8] = []
        while try reader.read(into: &chunk) {}
        return reader.sha256 ?? ""
    }

    /// Replaces the chunk by the next one; false at the end. A file that grows past the limit while it is read is refused.
    package func read(into chunk: inout [UInt8]) throws(FileError) -> Bool {
        var count = 0
        let descriptor = descriptor
        var code: Int32 = 0
        chunk = [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { buffer, initialized in
            repeat {
                count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            } while count < 0 && errno == EINTR
            code = errno
            initialized = max(0, count)
        }
        guard count >= 0 else { throw FileError(path, "read", code: code) }
        readSoFar += count
        hasher?.update(data: chunk)
        guard readSoFar <= limit else { throw FileError(path, .tooLarge(limit: limit)) }
        return count > 0
    }
}
