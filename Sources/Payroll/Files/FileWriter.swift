import Glibc

/// A new file that is written through a buffer; its writer says when it is complete.
package final class FileWriter {
    private let descriptor: Int32
    private let path: String
    private let bufferSize: Int
    private var buffer: [UInt8] = []

    /// Creates a file that does not exist yet, readable by its owner only.
    package init(creating path: String, bufferSize: Int = 1 << 16) throws(FileError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST ? FileError(path, .nameTaken) : FileError(path, "create")
        }
        self.descriptor = descriptor
        self.path = path
        self.bufferSize = bufferSize
    }

    init(taking descriptor: Int32, path: String, bufferSize: Int = 1 << 16) {
        self.descriptor = descriptor
        self.path = path
        self.bufferSize = bufferSize
    }

    deinit { close(descriptor) }

    /// Appends bytes.
    package func write(_ bytes: some Collection<UInt8>) throws(FileError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= bufferSize { try flush() }
    }

    /// Hands everything to the system.
    package func flush() throws(FileError) {
        var offset = 0
        while offset < buffer.count {
            let written = buffer.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress! + offset, $0.count - offset)
            }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw FileError(path, "write") }
            offset += written
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Hands everything to the system and waits until the disk has it.
    package func synchronize() throws(FileError) {
        try flush()
        guard fsync(descriptor) == 0 else { throw FileError(path, "sync") }
    }

    /// Creates a file with these bytes.
    package static func create(_ path: String, _ bytes: [UInt8]) throws(FileError) {
        let writer = try FileWriter(creating: path, bufferSize: 0)
        try writer.write(bytes)
        try writer.flush()
    }
}
