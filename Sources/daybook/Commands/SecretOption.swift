import ArgumentParser
import Foundation
import Notifications

/// Where the secret of a log's subscriptions is.
struct SecretOption: ParsableArguments {
    static let variable = "DAYBOOK_NOTIFICATION_SECRET"

    @Option(
        help: ArgumentHelp(
            "The file with the secret that tokens and signatures follow from; made where it is missing. All who deliver for a log need the same. (default: the environment's \(variable), 32 bytes or more in base64; or notification-secret beside a log of SQLite)",
            valueName: "FILE"))
    var notificationSecret: String?

    func validate() throws {
        let text = ProcessInfo.processInfo.environment[Self.variable]
        if notificationSecret == nil, let text, !text.isEmpty, NotificationSecret(base64: text) == nil {
            throw ValidationError("the environment's \(Self.variable) is no secret: 32 bytes or more in base64")
        }
    }

    /// The secret; `nil` where nothing says where it is.
    func secret(of log: LogLocation) throws -> NotificationSecret? {
        if let notificationSecret { return try SecretOption.secret(in: notificationSecret) }
        if let text = ProcessInfo.processInfo.environment[Self.variable], !text.isEmpty {
            return NotificationSecret(base64: text)
        }
        guard case .sqlite(let path) = log else { return nil }
        let folder = URL(filePath: path).deletingLastPathComponent()
        return try SecretOption.secret(in: folder.appending(path: "notification-secret").path)
    }

    private static func secret(in path: String) throws -> NotificationSecret {
        do {
            return try NotificationSecret.inFile(path)
        } catch {
            throw CommandFailure(error.description)
        }
    }
}
