import Engine
import EventLog
import FoundationEssentials
import Notifications
import ServiceLifecycle
import UnixSignals

/// An engine with everything the payroll needs: handlers, machine, topics and their mail.
struct PayrollService: Sendable {
    let engine: ExecutionEngine
    let board: ProgressBoard
    let notifications: NotificationLog

    /// Sets everything up in the log; doing so again changes nothing.
    init(
        _ open: OpenStore, configuration: EngineConfiguration, failures: FailureOptions, out: String
    ) async throws {
        let store = open.store
        engine = ExecutionEngine(store: store, configuration: configuration)
        board = ProgressBoard()
        notifications = NotificationLog(store: store)
        PayrollHandlers(failing: failures.fail, timingOut: failures.timeoutOnce, progress: board)
            .register(with: engine)
        engine.register(SNSPublishHandler.resource, handler: SNSPublishHandler(store: store))
        engine.add(NotificationDelivery(store: store))
        do {
            try engine.add(PayrollMachine.load())
            try await PayrollService.subscribe(store, mail: open.mailDirectory(out: out))
        } catch let error as EngineError {
            throw CommandFailure("\(error)")
        } catch let error as TopicError {
            throw CommandFailure("\(error)")
        }
    }

    private static func subscribe(_ store: any EventStore, mail: String) async throws {
        let topics = TopicDirectory(store: store)
        for (topic, folder) in [(PayrollMachine.successTopic, "success"), (PayrollMachine.errorTopic, "error")] {
            let topic = try TopicARN(topic)
            try FileManager.default.createDirectory(atPath: mail, withIntermediateDirectories: true)
            try await topics.create(topic, by: "payroll-demo")
            try await topics.subscribe(.maildir(path: "\(mail)/\(folder)"), to: topic, by: "payroll-demo")
        }
    }

    /// Runs the engine and `body`, and ends when `body` has: SIGTERM and SIGINT let running tasks end, for half a minute.
    func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let job = Job(body: body)
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: engine, failureTerminationBehavior: .gracefullyShutdownGroup),
                .init(
                    service: job, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .gracefullyShutdownGroup),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: engine.client.logger)
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// Follows an execution to its end, and waits until its mail is delivered or given up.
    func follow(_ execution: StreamID, _ printer: ProgressPrinter) async throws -> RunOutcome? {
        var events: [HistoryEntry] = []
        for try await entry in engine.client.history(of: execution) {
            events.append(entry)
            printer.show(entry, of: execution)
        }
        let description = try await engine.client.describe(execution)
        guard description.status != .running else { return nil }
        let clock = SystemEngineClock()
        let mail = try await notifications.settledNotifications(
            of: execution, until: clock.now().adding(PayrollService.mailPatience))
        return RunOutcome(description, events: events, notifications: mail)
    }

    /// Waits until no mail is left to deliver, for as long as a command waits for mail; false where it was told to end.
    func settleMail() async throws -> Bool {
        let clock = SystemEngineClock()
        let deadline = clock.now().adding(PayrollService.mailPatience)
        let query = StreamQuery(category: .notification, status: .pending, limit: 1)
        while clock.now() < deadline, try await !notifications.list(query).notifications.isEmpty {
            do {
                try await clock.sleep(until: clock.now().adding(.milliseconds(20)))
            } catch {
                return false
            }
        }
        return true
    }

    /// Mail that cannot be delivered in this time stays in the log and is tried again by the next command.
    private static let mailPatience = Duration.seconds(10)
}

private struct Job: Service {
    let body: @Sendable () async throws -> Void

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await body() }
    }
}
