import ArgumentParser
import EventLog
import Notifications

/// `daybook notifications list`.
struct NotificationsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List notifications, the newest first.",
        discussion: """
            EXAMPLES
              daybook notifications list --log sqlite:payroll.sqlite
              daybook notifications list --status given-up --log sqlite:payroll.sqlite
            """)

    /// What a notification may be.
    enum Status: String, ExpressibleByArgument, CaseIterable {
        case pending
        case delivered
        case givenUp = "given-up"

        var status: StreamStatus {
            switch self {
            case .pending: .pending
            case .delivered: .delivered
            case .givenUp: .givenUp
            }
        }
    }

    @Option(help: "Only those that are so: somebody has yet to get it, everybody has it, somebody will not get it.")
    var status: Status?

    @Option(help: ArgumentHelp("Only those of the topic of this ARN.", valueName: "arn"))
    var topic: String?

    @Option(help: ArgumentHelp("Only those of this execution.", valueName: "id"))
    var execution: String?

    @Option(help: ArgumentHelp("How many at the most.", valueName: "count"))
    var limit = 100

    @OptionGroup var log: LogOption

    func validate() throws {
        guard (1...1000).contains(limit) else { throw ValidationError("--limit takes 1 to 1000") }
    }

    func run() async throws {
        let location = try log.location()
        var labels: StreamLabels = [:]
        if let topic { labels["topic"] = topic }
        if let execution { labels["execution"] = execution.lowercased() }
        let query = StreamQuery(
            category: .notification, status: status?.status, labels: labels, newestFirst: true, limit: limit)
        try await location.withStore { store in
            do {
                let page = try await NotificationLog(store: store).list(query)
                for notification in page.notifications { print(NotificationLines.summary(notification)) }
                for unreadable in page.unreadable { print(NotificationLines.summary(unreadable)) }
                if page.notifications.isEmpty, page.unreadable.isEmpty {
                    print("\(location): there are no such notifications.")
                }
                if page.next != nil { print("There are more: see --limit.") }
            } catch let error as NotificationLogError {
                throw CommandFailure(error, on: location)
            }
        }
    }
}
