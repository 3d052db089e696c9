import FoundationEssentials
import Glibc

/// The directory that a run's tasks write to, held by one task at a time.
///
/// The lock keeps a task of another run from changing files between the look at their stamp and the end of the work on
/// them. It belongs to the open file, so it ends with the process.
final class RunDirectory {
    let path: String
    private let descriptor: Int32

    /// Waits until no other task holds the directory.
    ///
    /// - Throws: `PayrollError.file` where there is no such directory, `.cancelled` when nobody waits any more.
    init(_ path: String, control: TaskControl) throws(PayrollError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file(FileError(path, "open")) }
        self.path = path
        self.descriptor = descriptor
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw .file(FileError(path, "lock")) }
            try control.check()
            usleep(Self.interval)
        }
    }

    deinit { close(descriptor) }

    /// The directory, where it is there.
    static func existing(_ path: String, control: TaskControl) throws(PayrollError) -> RunDirectory? {
        access(path, F_OK) == 0 ? try RunDirectory(path, control: control) : nil
    }

    /// The directory, made with its parents where it is missing.
    static func made(_ path: String, control: TaskControl) throws(PayrollError) -> RunDirectory {
        try PayrollError.fileSeam { () throws(FileError) in try Staging.prepareParent(of: "\(path)/split") }
        return try RunDirectory(path, control: control)
    }

    /// Does `body` while no other task can have the directory.
    func holding<Result>(_ body: () throws(PayrollError) -> Result) throws(PayrollError) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try body()
    }

    /// Refuses files that were not made of what `summary` says.
    func check(_ summary: SplitSummary) throws(PayrollError) {
        guard access(summary.split, F_OK) == 0 else {
            throw .otherRun("\(summary.split): is gone; another run may have set it aside")
        }
        guard let stamp = RunStamp(split: summary.split) else {
            throw .otherRun("\(summary.split): does not say which run its files belong to")
        }
        let own = RunStamp(of: summary)
        guard stamp == own else {
            throw .otherRun("\(summary.split): these files belong to another run: \(stamp.difference(from: own))")
        }
    }

    /// Moves what earlier runs left into `earlier-…`, unless it was made of the same.
    ///
    /// The set before that one is removed, but never a whole payroll for the sake of a part of one.
    ///
    /// The split goes last: while it stands, its stamp says what the others were made of, so a task that was killed here
    /// goes on when it runs again.
    func setAside(unlessMadeOf stamp: RunStamp?) throws(FileError) {
        let standing = Self.results.filter { access("\(path)/\($0)", F_OK) == 0 }
        guard !standing.isEmpty else { return }
        let found = RunStamp(split: "\(path)/split")
        if let stamp, found == stamp { return }
        let name = Self.prefix + (found?.shortName ?? "unknown")
        if access("\(path)/\(name)", F_OK) != 0 { try DirectoryMaker.create("\(path)/\(name)") }
        for file in standing {
            let target = "\(path)/\(name)/\(file)"
            Staging.remove(target)
            guard rename("\(path)/\(file)", target) == 0 else { throw FileError(target, "set aside") }
        }
        try Staging.syncParent(of: "\(path)/\(name)/split")
        try Staging.syncParent(of: "\(path)/split")
        removeEarlier(but: name)
    }

    private func removeEarlier(but kept: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names where name.hasPrefix(Self.prefix) && name != kept {
            if isWhole(kept) || !isWhole(name) { Staging.remove("\(path)/\(name)") }
        }
    }

    /// Whether a set came to its end: the report is written last.
    private func isWhole(_ set: String) -> Bool { access("\(path)/\(set)/\(Self.results[0])", F_OK) == 0 }

    /// What the tasks write, the last written first.
    private static let results = ["report.pdf", "report.csv", "rollup.csv", "paystubs", "split"]
    private static let prefix = "earlier-"
    /// How long to wait before asking for the lock again, in microseconds.
    private static let interval: UInt32 = 20_000
}
