import ArgumentParser
import EventLog
import Notifications

/// `daybook notifications show`.
struct NotificationsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a notification, who was told, and each attempt.",
        discussion: """
            EXAMPLES
              daybook notifications show 019aa1f2-7c1b-7d5e-9f00-112233445566 --log sqlite:payroll.sqlite
            """)

    @Argument(help: ArgumentHelp("The notification's id: the MessageId.", valueName: "id"))
    var notification: NotificationArgument

    @OptionGroup var log: LogOption

    func run() async throws {
        let location = try log.location()
        try await location.withStore { store in
            do {
                let log = NotificationLog(store: store)
                let found = try await log.describe(notification.stream)
                let attempts = try await log.attempts(of: notification.stream)
                for line in NotificationLines.all(found, attempts) { print(line) }
            } catch let error as NotificationLogError {
                throw CommandFailure(error, on: location)
            }
        }
    }
}
