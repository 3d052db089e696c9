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

            It listens on loopback and asks nobody who they are. With another --host everybody who reaches it may do everything.

            GET /health tells whether the log answers, GET /metrics shows numbers for Prometheus. SIGTERM and SIGINT end it: what runs is let go of cleanly, and goes on when another process takes the log.

            ENVIRONMENT
              LAMBDA_ENDPOINT      --lambda-endpoint, as Step Functions Local reads it
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

    @Option(name: .long, help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(name: .long, help: "The port to listen on; 0 for any that is free.")
    var port = 8083

    @Option(name: .long, help: ArgumentHelp("The log.", valueName: "sqlite:PATH|postgres://…|memory"))
    var store = RunStore.memory

    @Option(name: .long, help: "The region in ARNs; us-east-1 where nothing says otherwise.")
    var region: String?

    @Option(name: .long, help: "The account in ARNs; 123456789012 where nothing says otherwise.")
    var account: String?

    @Option(name: .long, help: ArgumentHelp("The server that invokes Lambda functions.", valueName: "URL"))
    var lambdaEndpoint: String?

    @Option(name: .long, help: "The queue of its executions: engines of other services look on others.")
    var queue = "serve"

    @OptionGroup(title: "Notifications") var delivery: DeliveryOptions

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
        _ = try endpoint()
        if let account = accountID, account.count != 12 || !account.allSatisfy({ ("0"..."9").contains($0) }) {
            throw ValidationError("An account has 12 digits.")
        }
    }

    func run() async throws {
        StandardStream.ignoreSignals()
        let metrics = PrometheusMetrics()
        MetricsSystem.bootstrap(metrics)
        let endpoint = try endpoint()
        try await endingWithCode {
            try await store.withStore { store in
                try await serve(store, endpoint, metrics)
            }
            return 0
        }
    }

    private func serve(
        _ store: any EventStore, _ endpoint: HTTPEndpoint?, _ metrics: PrometheusMetrics
    ) async throws {
        var configuration = engineConfiguration
        let notifications = try delivery.configuration(of: self.store, logger: configuration.logger)
        let rules = try await NotificationRules(of: store, configuration: notifications)
        configuration.onEnd = rules.hook
        let engine = ExecutionEngine(store: store, configuration: configuration)
        engine.registerServiceTasks(store: store, lambdaEndpoint: endpoint, notifications: notifications)
        engine.add(NotificationDelivery(store: store, configuration: notifications))
        let pages = SubscriptionPages(TopicDirectory(store: store, configuration: notifications))
        let service = StepFunctionsService(engine: engine, store: store, configuration: configuration)
        let host = host
        let server = StepFunctionsServer(
            service, host: host, port: port, metrics: metrics, pages: (pages, delivery.path)
        ) { port in
            StandardStream.error.write("daybook: serving on http://\(host):\(port)\n")
            if !["127.0.0.1", "::1", "localhost"].contains(host) {
                StandardStream.error.write(
                    "daybook: whoever reaches \(host) may do everything: no signature is verified\n")
            }
        }
        // The server ends first: what it was asked still needs the engine.
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: rules), .init(service: engine), .init(service: server)],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: configuration.logger))
        try await group.run()
    }

    private var engineConfiguration: EngineConfiguration {
        var configuration = EngineConfiguration()
        configuration.queue = Queue(queue)
        configuration.region = region ?? environment("AWS_DEFAULT_REGION") ?? configuration.region
        configuration.account = accountID ?? configuration.account
        configuration.logger = Logger(label: "daybook", factory: { StreamLogHandler.standardError(label: $0) })
        configuration.logger.logLevel = .warning
        return configuration
    }

    private var accountID: String? { account ?? environment("AWS_ACCOUNT_ID") }

    private func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    private func endpoint() throws -> HTTPEndpoint? {
        guard let text = lambdaEndpoint ?? environment("LAMBDA_ENDPOINT") else { return nil }
        guard let endpoint = HTTPEndpoint(text) else {
            throw ValidationError("The Lambda endpoint is a URL like http://127.0.0.1:3001, not '\(text)'.")
        }
        return endpoint
    }
}
