#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A Maildir: a directory with `tmp`, `new` and `cur`, where each message is a file.
///
/// All calls block.
struct Maildir {
    /// What a delivery found or did.
    enum Delivery: Equatable {
        /// The message is new.
        case written
        /// It was there already, read or unread.
        case found
        /// Another process is writing it at this moment.
        case busy
    }

    /// Its path.
    let path: String

    /// Puts a message into `new`, whole or not at all, and durably, unless it is in `new` or `cur` already.
    ///
    /// - Parameters:
    ///   - name: the file's name: the same for every delivery of the message, without `/` and `:`.
    ///   - bytes: the message.
    /// - Throws: the call that failed. A message whose last step failed may be there; the next delivery finds it.
    func deliver(_ bytes: [UInt8], as name: String) throws(SystemCallError) -> Delivery {
        try create()
        let place = "\(path)/tmp/\(name)"
        // The lock keeps out a second process that believes to have the message, and it goes with a process that dies:
        // what that one left in tmp is written over. Whoever got the lock of a file that was moved on begins again.
        for _ in 0..<100 {
            if try contains(name) { return try found(place) }
            let file = try OpenFile(writing: place)
            guard try file.lock() else { return .busy }
            guard try file.isAtItsPath() else { continue }
            if try contains(name) { return try found(place) }
            try file.write(bytes)
            guard rename(place, "\(path)/new/\(name)") == 0 else {
                throw SystemCallError(call: "rename", path: place, code: errno)
            }
            try OpenFile(directory: "\(path)/new").sync()
            return .written
        }
        return .busy
    }

    /// The message is there; that it is on the disk is made sure again, as whoever wrote it may have died before.
    private func found(_ place: String) throws(SystemCallError) -> Delivery {
        unlink(place)
        try OpenFile(directory: "\(path)/new").sync()
        try OpenFile(directory: "\(path)/cur").sync()
        return .found
    }

    /// Whether the message is in `new` or `cur`, there also with the flags that mail programs append to its name.
    private func contains(_ name: String) throws(SystemCallError) -> Bool {
        var entry = stat()
        if lstat("\(path)/new/\(name)", &entry) == 0 { return true }
        for folder in ["cur", "new"] where try Self.holds("\(path)/\(folder)", name) { return true }
        return false
    }

    private static func holds(_ folder: String, _ name: String) throws(SystemCallError) -> Bool {
        guard let directory = opendir(folder) else {
            throw SystemCallError(call: "opendir", path: folder, code: errno)
        }
        defer { closedir(directory) }
        let wanted = Array(name.utf8)
        while true {
            errno = 0
            guard let entry = readdir(directory) else {
                guard errno == 0 else { throw SystemCallError(call: "readdir", path: folder, code: errno) }
                return false
            }
            let isIt = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                guard bytes.starts(with: wanted), bytes.count > wanted.count else { return false }
                // A NUL ends the name; `:2,S` are flags, `,S=1234` is what some servers note of the size.
                return [0, UInt8(ascii: ":"), UInt8(ascii: ",")].contains(bytes[wanted.count])
            }
            if isIt { return true }
        }
    }

    /// Makes the Maildir, and what is missing of it, where its parent exists.
    private func create() throws(SystemCallError) {
        var isNew = false
        for folder in ["", "/tmp", "/new", "/cur"] {
            if mkdir(path + folder, 0o700) == 0 {
                isNew = true
            } else if errno != EEXIST {
                throw SystemCallError(call: "mkdir", path: path + folder, code: errno)
            }
        }
        guard isNew else { return }
        try OpenFile(directory: path).sync()
        try OpenFile(directory: "\(path)/..").sync()
    }
}
