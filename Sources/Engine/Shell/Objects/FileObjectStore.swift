internal import EventLog
internal import FoundationEssentials
internal import Glibc

/// Objects as files: a folder for each bucket below one folder, and keys as paths below that.
///
/// Calls block their thread for as long as the file system takes; parts are read 256 KiB at a time.
public struct FileObjectStore: ObjectStore {
    private let root: String

    /// Takes the folder that holds the buckets.
    public init(root: String) {
        self.root = root
    }

    /// The size of the file.
    public func size(of location: ObjectLocation) async throws(ObjectStoreError) -> Int {
        let path = try path(of: location)
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            attributes[.type] as? FileAttributeType == .typeRegular, let size = attributes[.size] as? Int
        else { throw .noSuchKey(location) }
        return size
    }

    /// A part of the file.
    public func read(_ location: ObjectLocation, _ range: Range<Int>) async throws(ObjectStoreError) -> [UInt8] {
        let path = try path(of: location)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { throw .noSuchKey(location) }
            throw .failed(location, reason: FileObjectStore.reason())
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: range.count)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(
                    descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled, range.lowerBound + filled
                )
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .failed(location, reason: FileObjectStore.reason()) }
            if count == 0 { break }
            filled += count
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    /// Writes beside the file and renames.
    public func write(_ bytes: [UInt8], to location: ObjectLocation) async throws(ObjectStoreError) {
        let path = try path(of: location)
        do {
            let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .failed(location, reason: "\(error)")
        }
    }

    /// All files below the bucket's folder that come behind `key`.
    public func list(
        bucket: String, prefix: String, after key: String?
    ) async throws(ObjectStoreError) -> [ObjectSummary] {
        let last = key
        let folder = try path(of: ObjectLocation(bucket: bucket, key: "."), allowsDot: true)
        var found: [ObjectSummary] = []
        do {
            for key in try FileManager.default.subpathsOfDirectory(atPath: folder) where key.hasPrefix(prefix) {
                if let last, !last.utf8.lexicographicallyPrecedes(key.utf8) { continue }
                let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(key)")
                guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
                let modified = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
                found.append(
                    ObjectSummary(
                        key: key, size: attributes[.size] as? Int ?? 0,
                        lastModified: Timestamp(microseconds: Int64(modified) * 1_000_000)))
            }
        } catch {
            throw .failed(ObjectLocation(bucket: bucket, key: prefix), reason: "\(error)")
        }
        return found.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    /// Whether a bucket has a folder.
    public func hasBucket(_ bucket: String) -> Bool {
        guard let path = try? path(of: ObjectLocation(bucket: bucket, key: "."), allowsDot: true) else { return false }
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }

    /// The file; nothing outside the bucket's folder has a name.
    private func path(of location: ObjectLocation, allowsDot: Bool = false) throws(ObjectStoreError) -> String {
        guard location.version == nil else { throw .failed(location, reason: "files have no versions") }
        let parts = location.key.split(separator: "/", omittingEmptySubsequences: false)
        let isBucket = !location.bucket.isEmpty && !location.bucket.contains("/") && !location.bucket.hasPrefix(".")
        let isKey = !parts.contains { $0.isEmpty || $0 == ".." || ($0 == "." && !allowsDot) }
        guard isBucket, isKey, !location.key.utf8.contains(0), !location.bucket.utf8.contains(0) else {
            throw .invalidName(location.description)
        }
        return allowsDot ? "\(root)/\(location.bucket)" : "\(root)/\(location.bucket)/\(location.key)"
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
