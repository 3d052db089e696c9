import Engine
import EventLog
import NotificationTransports
import Notifications
import Payroll

/// How the demo's mail goes: into Maildirs, or over SMTP to those who were named.
struct PayrollMail: Sendable {
    let configuration: NotificationConfiguration
    private let recipients: [(topic: String, endpoint: SubscriptionEndpoint)]
    private let folder: String?

    /// - Parameters:
    ///   - folder: where the Maildirs are; the secret of the subscriptions lies beside it.
    ///   - history: the command that shows an execution, but for its id.
    init(_ options: MailOptions, folder: String, client: ExecutionClient, history: [String]?) throws {
        var configuration = NotificationConfiguration()
        configuration.logger = client.logger
        guard let server = try options.server, let sender = options.sender else {
            self.configuration = configuration
            self.folder = folder
            recipients = [("success", PayrollMachine.successTopic), ("error", PayrollMachine.errorTopic)].map {
                ($0.1, .maildir(path: "\(folder)/\($0.0)"))
            }
            return
        }
        try DirectoryMaker.createWithParents(folder.parentDirectory)
        configuration.secret = try NotificationSecret.inFile(folder.parentDirectory + "/notification-secret")
        var smtp = SMTPTransport.Configuration(server: server, sender: sender)
        smtp.authorities = options.smtpCa
        smtp.supplementer = RunFooter(client: client, history: history)
        let transport = SMTPTransport(smtp)
        configuration.transports.email =
            Checkpoints.shared.map { CheckpointTransport(transport: transport, checkpoints: $0) } ?? transport
        self.configuration = configuration
        self.folder = nil
        recipients = options.notify.map { ($0.occasion.topic, .email(address: $0.address.description)) }
    }

    /// Makes the topics and subscribes whoever gets the mail; doing so again changes nothing.
    ///
    /// Whoever types the addresses runs the payroll, and answers for them: nobody is asked, and the log names the command.
    func subscribe(in store: any EventStore) async throws {
        let topics = TopicDirectory(store: store, configuration: configuration)
        if let folder { try DirectoryMaker.createWithParents(folder) }
        for topic in [PayrollMachine.successTopic, PayrollMachine.errorTopic] {
            try await topics.create(TopicARN(topic), by: "payroll-demo")
        }
        for (topic, endpoint) in recipients {
            try await topics.subscribe(
                endpoint, to: TopicARN(topic),
                by: endpoint.needsConfirmation ? "payroll-demo --notify" : "payroll-demo",
                confirmed: true)
        }
    }
}
