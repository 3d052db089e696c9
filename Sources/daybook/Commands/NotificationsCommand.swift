import ArgumentParser

/// `daybook notifications`.
struct NotificationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notifications",
        abstract: "List notifications, look at one, send again what was given up.",
        discussion: """
            EXAMPLES
              daybook notifications list --status given-up --log sqlite:payroll.sqlite
              daybook notifications show 019aa1f2-… --log sqlite:payroll.sqlite
              daybook notifications resend 019aa1f2-… --log sqlite:payroll.sqlite
            """,
        subcommands: [
            NotificationsListCommand.self, NotificationsShowCommand.self, NotificationsResendCommand.self,
        ])
}
