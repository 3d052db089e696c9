import ArgumentParser
import EventLog
import Notifications

/// `daybook notifications resend`.
struct NotificationsResendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resend",
        abstract: "Have a notification offered again, now, to those who did not get it.",
        discussion: """
            An engine that delivers for this log does it: to those who were given up on, and to those whose next attempt is yet to come. The Message-ID stays.

            EXAMPLES
              daybook notifications resend 019aa1f2-7c1b-7d5e-9f00-112233445566 --log sqlite:payroll.sqlite
            """)

    @Argument(help: ArgumentHelp("The notification's id: the MessageId.", valueName: "id"))
    var notification: NotificationArgument

    @Option(help: ArgumentHelp("Only to this subscription.", valueName: "id"))
    var subscription: String?

    @Option(help: ArgumentHelp("Who wants it, for the log.", valueName: "name"))
    var by = "daybook notifications resend"

    @OptionGroup var log: LogOption

    func validate() throws {
        guard subscription.map({ SubscriptionID($0) != nil }) ?? true else {
            throw ValidationError("--subscription takes the id of one")
        }
    }

    func run() async throws {
        let location = try log.location()
        try await location.withStore { store in
            do {
                let sent = try await NotificationLog(store: store).resend(
                    notification.stream, to: subscription.flatMap { SubscriptionID($0) }, by: by)
                guard !sent.isEmpty else {
                    throw CommandFailure("everybody has it, or is offered it already: there is nothing to send again")
                }
                print("It is offered again to \(sent.count) subscriber\(sent.count == 1 ? "" : "s").")
            } catch let error as NotificationLogError {
                throw CommandFailure(error, on: location)
            }
        }
    }
}
