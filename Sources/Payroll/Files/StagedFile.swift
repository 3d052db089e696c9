import Glibc

/// A file that is written beside its target and takes the target's place in one step, or disappears.
package final class StagedFile {
    private let path: String
    private let target: String
    private let lock: Int32
    private let writer: FileWriter
    private var isCommitted = false

    /// Creates the temporary sibling, and the target's parents where they are missing.
    package init(replacing target: String) throws(FileError) {
        try Staging.prepareParent(of: target)
        (path, lock) = try Staging.create(for: target) { template in
            let descriptor = mkstemp(template)
            if descriptor >= 0 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
            return descriptor
        }
        // The lock belongs to the open file, so the writer's copy of the descriptor keeps it too.
        writer = FileWriter(taking: fcntl(lock, F_DUPFD_CLOEXEC, 0), path: target)
        self.target = target
    }

    deinit {
        if !isCommitted { unlink(path) }
        close(lock)
    }

    /// Appends bytes.
    package func write(_ bytes: some Collection<UInt8>) throws(FileError) {
        try writer.write(bytes)
    }

    /// Makes the content durable and puts it in the target's place.
    package func commit() throws(FileError) {
        try writer.synchronize()
        guard rename(path, target) == 0 else { throw FileError(target, "replace") }
        isCommitted = true
        try Staging.syncParent(of: target)
    }
}
