import ArgumentParser
import Console
import Engine
import EventLog
import Foundation
import Logging
import Metrics
import NotificationPages
import Notifications
import ServiceLifecycle
import StepFunctionsAPI
import UnixSignals

/// `daybook serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the AWS Step Functions API on a log of your own.",
        discussion: """
            The aws command line, boto3 and every other AWS SDK work against it: give them the URL as the endpoint, and any credentials. What they make is in the log, and this process runs it. docs/step-functions.md has every operation, and what is different from AWS.

            It delivers notifications, too: to Maildirs, queues and webhooks, and mail where --smtp names a server. GET /confirm and GET /unsubscribe are the pages to which the links in mails lead; say with --public-url where people reach them, and put a proxy with TLS in front that lets nothing else through. Rules (daybook rules) tell topics how executions end.

            On loopback it asks nobody who they are, unless --credentials says who may use it. With another --host it has to say so, and to have a certificate: then requests are signed with one of the keys, as AWS SDKs sign them, or carry a bearer token.

            GET /health tells whether the log answers, GET /metrics shows numbers for Prometheus. SIGTERM and SIGINT end it: what runs is let go of cleanly, and goes on when another process takes the log.

            ENVIRONMENT
              LAMBDA_ENDPOINT      --lambda-endpoint, as Step Functions Local reads it
              AWS_ENDPOINT_URL     --aws-endpoint
              AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN
                                   what calls of AWS are signed with
              AWS_REGION           the region that calls of AWS are for
              DAYBOOK_SMTP         --smtp
              DAYBOOK_NOTIFICATION_SECRET
                                   the secret itself, instead of --notification-secret
              AWS_ACCOUNT_ID       --account
              AWS_DEFAULT_REGION   --region

            EXAMPLES
              daybook serve --store sqlite:steps.sqlite
              aws stepfunctions list-state-machines --endpoint-url http://127.0.0.1:8083
              daybook serve --store postgres://payroll@db.example/payroll --lambda-endpoint http://127.0.0.1:3001
              daybook serve --store sqlite:steps.sqlite --smtp smtp://mail.example.org --from steps@example.org --public-url https://steps.example.org/notifications
            """)

    @Option(name: .long, help: "The port to listen on; 0 for any that is free.")
    var port = 8083

    @Option(name: .long, help: ArgumentHelp("The log.", valueName: "sqlite:PATH|postgres://…|memory"))
    var store = RunStore.memory

    @Option(name: .long, help: "The region in ARNs; us-east-1 where nothing says otherwise.")
    var region: String?

    @Option(name: .long, help: "The account in ARNs; 123456789012 where nothing says otherwise.")
    var account: String?

    @OptionGroup(title: "SERVICES")
    var services: ServiceOptions

    @OptionGroup(title: "SECURITY")
    var access: SecurityOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where distributed Maps find their objects: a folder, with one for each bucket in it; all other buckets are in S3.",
            valueName: "folder")
    )
    var objects: String?

    @Option(name: .long, help: "The queue of its executions: engines of other services look on others.")
    var queue = "serve"

    @OptionGroup(title: "Notifications") var delivery: DeliveryOptions

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
        if let account = accountID, account.count != 12 || !account.allSatisfy({ ("0"..."9").contains($0) }) {
            throw ValidationError("An account has 12 digits.")
        }
    }

    func run() async throws {
        StandardStream.ignoreSignals()
        OpenFiles.takeAll()
        let metrics = PrometheusMetrics()
        MetricsSystem.bootstrap(metrics)
        try await endingWithCode {
            try await store.withStore { store in
                try await serve(store, metrics)
            }
            return 0
        }
    }

    private func serve(_ store: any EventStore, _ metrics: PrometheusMetrics) async throws {
        var configuration = try engineConfiguration()
        let notifications = try delivery.configuration(of: self.store, logger: configuration.logger)
        let rules = try await NotificationRules(of: store, configuration: notifications)
        configuration.onEnd = rules.hook
        let engine = ExecutionEngine(store: store, configuration: configuration)
        engine.add(NotificationDelivery(store: store, configuration: notifications))
        let service = StepFunctionsService(
            engine: engine, store: store, configuration: configuration, revealsSecrets: services.revealSecrets)
        var settings = try services.settings()
        settings.notifications = notifications
        service.registerTasks(settings)
        let pages = SubscriptionPages(TopicDirectory(store: store, configuration: notifications))
        let security = try access.security()
        access.warn()
        let (host, scheme) = (access.host, security.tls == nil ? "http" : "https")
        let server = StepFunctionsServer(
            service, host: host, port: port, security: security, metrics: metrics, pages: (pages, delivery.path)
        ) { port in
            StandardStream.error.write("daybook: serving on \(scheme)://\(host):\(port)\n")
        }
        // The server ends first: what it was asked still needs the engine.
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: rules), .init(service: engine), .init(service: server)],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: configuration.logger))
        try await group.run()
    }

    private func engineConfiguration() throws -> EngineConfiguration {
        var configuration = EngineConfiguration()
        configuration.queue = Queue(queue)
        configuration.region = region ?? environment("AWS_DEFAULT_REGION") ?? configuration.region
        configuration.account = accountID ?? configuration.account
        configuration.objects = try objectStore(configuration)
        configuration.logger = Logger(label: "daybook", factory: { StreamLogHandler.standardError(label: $0) })
        configuration.logger.logLevel = .warning
        return configuration
    }

    /// Folders, and S3 for buckets that have none.
    private func objectStore(_ configuration: EngineConfiguration) throws -> (any ObjectStore)? {
        let local = objects.map { FileObjectStore(root: $0) }
        guard let remote = S3ObjectStore(try services.settings(), configuration: configuration) else { return local }
        return local.map { LocalFirstObjectStore($0, otherwise: remote) } ?? remote
    }

    private var accountID: String? { account ?? environment("AWS_ACCOUNT_ID") }

    private func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
