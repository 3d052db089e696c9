import Engine
import EventLog
import FoundationEssentials
import Notifications
import Payroll
import ServiceLifecycle
import UnixSignals

/// An engine with everything the payroll needs: handlers, machine, topics and their mail.
struct PayrollService: Sendable {
    let engine: ExecutionEngine
    private let store: any EventStore
    let board: ProgressBoard
    let notifications: NotificationLog

    /// Sets everything up in the log; doing so again changes nothing.
    init(
        _ open: OpenStore, options: StoreOptions, mail: MailOptions, failures: FailureOptions, out: String,
        machine: MachineLanguage = .jsonpath
    ) async throws {
        let store = open.store
        let configuration = options.engineConfiguration
        self.store = store
        engine = ExecutionEngine(store: store, configuration: configuration)
        board = ProgressBoard()
        notifications = NotificationLog(store: store)
        PayrollHandlers(onPurpose: failures.onPurpose, progress: board).register(with: engine)
        let mail = try PayrollMail(
            mail, folder: open.mailDirectory(out: out), client: engine.client,
            history: options.command("history", out: out))
        engine.register(
            SNSPublishHandler.resource, handler: SNSPublishHandler(store: store, configuration: mail.configuration))
        engine.add(NotificationDelivery(store: store, configuration: mail.configuration))
        do {
            try engine.add(PayrollMachine.load(machine))
            try await mail.subscribe(in: store)
        } catch let error as EngineError {
            throw CommandFailure("\(error)")
        } catch let error as TopicError {
            throw CommandFailure("\(error)")
        }
    }

    /// Runs the engine and `body`, and ends when `body` has: SIGTERM and SIGINT let running tasks end, for half a minute.
    func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
        // Trapped before anything is done: a group traps its signals beside its services, and one that came first would kill.
        let signals = Signals(signals: await UnixSignalsSequence(trapping: .sigterm, .sigint))
        let job = Job(body: body)
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: engine, failureTerminationBehavior: .gracefullyShutdownGroup),
                .init(service: signals, successTerminationBehavior: .gracefullyShutdownGroup),
                .init(
                    service: job, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .gracefullyShutdownGroup),
            ],
            logger: engine.client.logger)
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// Follows an execution until it ends or is stuck, and waits until its mail is delivered or given up; `nil` where it
    /// was told to end before.
    func follow(_ execution: StreamID, _ printer: ProgressPrinter) async throws -> RunOutcome? {
        let events = try await events(of: execution, printer)
        let description = try await engine.client.describe(execution)
        if description.status == .running {
            guard let reason = try await parked(execution) else { return nil }
            let mail = try await notifications.notifications(of: execution)
            return RunOutcome(description, stuck: reason, events: events, notifications: mail)
        }
        let clock = SystemEngineClock()
        let mail = try await notifications.settledNotifications(
            of: execution, until: clock.now().adding(PayrollService.mailPatience))
        return RunOutcome(description, events: events, notifications: mail)
    }

    /// Shows the events as they come, until the execution ends or is stuck.
    private func events(of execution: StreamID, _ printer: ProgressPrinter) async throws -> [HistoryEntry] {
        try await withThrowingTaskGroup(of: [HistoryEntry]?.self) { group in
            group.addTask {
                var events: [HistoryEntry] = []
                for try await entry in engine.client.history(of: execution) {
                    events.append(entry)
                    printer.show(entry, of: execution)
                    // A stop that was lifted since is only told of.
                    if case .executionParked = entry.event, try await isLast(entry, of: execution) { break }
                }
                return events
            }
            group.addTask {
                // A worker that cannot read an execution parks it without an event.
                while !Task.isCancelled, try await parked(execution) == nil {
                    try? await Task.sleep(for: PayrollService.parkedInterval)
                }
                return nil
            }
            var events: [HistoryEntry] = []
            while let found = try await group.next() {
                group.cancelAll()
                if let found { events = found }
            }
            return events
        }
    }

    private func isLast(_ entry: HistoryEntry, of execution: StreamID) async throws -> Bool {
        let head = try await store.head(of: execution)
        return head.parked != nil && head.head.version == entry.version
    }

    /// Why an execution is stuck; `nil` where it is not.
    private func parked(_ execution: StreamID) async throws -> String? {
        do {
            return try await store.head(of: execution).parked
        } catch  where error.advice == .sendAgain {
            return nil
        }
    }

    /// Has mail that waits for its next attempt offered now: whoever typed the command waits for it.
    func hurryMail() async throws {
        var query = StreamQuery(category: .notification, status: .pending, limit: 100)
        repeat {
            let page = try await notifications.list(query)
            for notification in page.notifications {
                for delivery in notification.deliveries {
                    guard case .pending = delivery.outcome else { continue }
                    // Until when it is tried stays as it was.
                    try await notifications.resend(
                        notification.notification, to: delivery.subscription, by: "payroll-demo resume",
                        deadline: .zero)
                }
            }
            query.after = page.next
        } while query.after != nil
    }

    /// Waits until no mail is left to deliver, for as long as a command waits for mail; false where it was told to end.
    func settleMail() async throws -> Bool {
        let clock = SystemEngineClock()
        let deadline = clock.now().adding(PayrollService.mailPatience)
        let query = StreamQuery(category: .notification, status: .pending, limit: 100)
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
    private static let parkedInterval = Duration.seconds(2)
}

private struct Job: Service {
    let body: @Sendable () async throws -> Void

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await body() }
    }
}

/// Ends, and its group with it, when the process is told to end.
private struct Signals: Service {
    let signals: UnixSignalsSequence

    func run() async throws {
        for await _ in signals.cancelOnGracefulShutdown() { return }
    }
}
