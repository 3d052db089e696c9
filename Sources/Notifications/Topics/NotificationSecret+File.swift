internal import FoundationEssentials
#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension NotificationSecret {
    /// Reads the secret in a file, which its owner alone may read; makes one where there is none.
    ///
    /// Processes that do so at the same moment get the same one.
    ///
    /// - Throws: `NotificationSecretError`.
    public static func inFile(_ path: String) throws(NotificationSecretError) -> NotificationSecret {
        if let secret = try existing(path) { return secret }
        let staged = path + ".\(UUID().uuidString)"
        defer { unlink(staged) }
        try put(Base64.text(makeBytes()) + "\n", in: staged)
        // Whoever links first has made it, and the others read it.
        guard link(staged, path) == 0 || errno == EEXIST else { throw .unwritable(path, reason: reason(errno)) }
        guard let secret = try existing(path) else { throw .unwritable(path, reason: "it is gone again") }
        return secret
    }

    /// Reads a secret in base64; `nil` where the text is none, or has less than 32 bytes.
    public init?(base64 text: String) {
        let trimmed = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        guard let data = Data(base64Encoded: trimmed), let secret = NotificationSecret(Array(data)) else { return nil }
        self = secret
    }

    private static func existing(_ path: String) throws(NotificationSecretError) -> NotificationSecret? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            guard access(path, F_OK) != 0 else { throw .unreadable(path, reason: "it cannot be read") }
            return nil
        }
        guard let secret = NotificationSecret(base64: text) else {
            throw .unreadable(path, reason: "it holds no secret: 32 bytes or more in base64")
        }
        return secret
    }

    private static func put(_ text: String, in path: String) throws(NotificationSecretError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable(path, reason: reason(errno)) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        // So few bytes are written at once or not at all.
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            throw .unwritable(path, reason: reason(errno))
        }
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
