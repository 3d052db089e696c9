import Glibc

/// Creates directories that only their owner can look into: what is written here is personal.
enum DirectoryMaker {
    static func create(_ path: String) throws(FileError) {
        guard mkdir(path, 0o700) == 0 else { throw FileError(path, "create the directory") }
    }
}
