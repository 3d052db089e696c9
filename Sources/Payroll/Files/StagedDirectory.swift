import CPangoCairo
import Glibc

/// A directory that is filled beside its target and takes the target's place in one step, or disappears.
package final class StagedDirectory {
    /// Where to write until the commit.
    package let path: String
    private let target: String
    private let lock: Int32
    private var isCommitted = false

    /// Creates the temporary sibling, and the target's parents where they are missing.
    package init(replacing target: String) throws(FileError) {
        try Staging.prepareParent(of: target)
        (path, lock) = try Staging.create(for: target) { template in
            guard mkdtemp(template) != nil else { return -1 }
            return open(template, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        self.target = target
    }

    deinit {
        if !isCommitted { Staging.remove(path) }
        close(lock)
    }

    /// Makes everything durable with one sync of the file system, and swaps it with what the target holds.
    package func commit() throws(FileError) {
        guard daybook_syncfs(lock) == 0 else { throw FileError(target, "sync") }
        if rename(path, target) != 0 {
            guard errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR else { throw FileError(target, "replace") }
            try exchange()
        }
        isCommitted = true
        try Staging.syncParent(of: target)
    }

    /// Puts the new directory in the place of one that holds something, and removes the old one.
    private func exchange() throws(FileError) {
        if daybook_exchange(path, target) == 0 {
            Staging.remove(path)
            return
        }
        // Some network and layered file systems cannot exchange: there the target is away for a moment. A run that is
        // killed in that moment leaves both under temporary names, and is repeated.
        guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP || errno == EXDEV else {
            throw FileError(target, "replace")
        }
        let old = "\(path).old"
        guard rename(target, old) == 0, rename(path, target) == 0 else { throw FileError(target, "replace") }
        Staging.remove(old)
    }
}
