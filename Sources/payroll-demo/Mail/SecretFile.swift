import Foundation
import Notifications

/// The file with the secret of a log's subscriptions, which lies beside it and which its owner alone reads.
struct SecretFile {
    let path: String

    /// Reads the secret; makes one where there is none.
    func secret() throws -> NotificationSecret {
        if let secret = try existing() { return secret }
        let text = Data(NotificationSecret.makeBytes()).base64EncodedString() + "\n"
        let staged = path + ".\(UUID().uuidString)"
        defer { unlink(staged) }
        guard
            FileManager.default.createFile(
                atPath: staged, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw CommandFailure("\(staged) cannot be written") }
        // Whoever links first has made it, and the others read it.
        guard link(staged, path) == 0 || errno == EEXIST else {
            throw CommandFailure("\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        guard let secret = try existing() else { throw CommandFailure("\(path) cannot be read") }
        return secret
    }

    private func existing() throws -> NotificationSecret? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let bytes = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)).map { Array($0) }
        guard let secret = bytes.flatMap({ NotificationSecret($0) }) else {
            throw CommandFailure("\(path) holds no secret: 32 bytes or more in base64")
        }
        return secret
    }
}
