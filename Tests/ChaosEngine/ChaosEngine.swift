import ArgumentParser
import Engine
import EventLog
import Foundation
import Logging
import Notifications
import PostgresAudit
import PostgresBackend

/// One engine process on a Postgres store, for tests that kill, pause and cut it off.
@main
struct ChaosEngine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chaos-engine", abstract: "Runs the machines of the chaos tests until it is killed.")

    @Argument(help: "The connection string of the database.")
    var url: String
    @Option(help: "The queue it serves.")
    var queue = "chaos"
    @Option(help: "The machines it has handlers for.")
    var machine: [String] = ChaosMachine.allCases.map(\.rawValue)
    @Option(help: "The lease, in milliseconds.")
    var lease = 30_000
    @Option(help: "How long a request to the database may take, in milliseconds.")
    var patience = 15_000

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        closeInheritedSockets()
        let store = try await open()
        let engine = ExecutionEngine(store: store, configuration: engineConfiguration)
        let machines = machine.compactMap(ChaosMachine.init)
        if machines.contains(where: \.pays) { PaymentHandlers.register(with: engine) }
        if machines.contains(.order) {
            OrderHandlers.register(with: engine)
            var configuration = NotificationConfiguration()
            configuration.firstPause = .milliseconds(100)
            engine.register(
                SNSPublishHandler.resource, handler: SNSPublishHandler(store: store, configuration: configuration))
            engine.add(NotificationDelivery(store: store, configuration: configuration))
        }
        if machines.contains(.errand) { ErrandHandlers.register(with: engine) }
        for machine in machines { try engine.add(try machine.stateMachine()) }
        say("running \(engine.worker)")
        try await engine.run()
        await store.close()
    }

    /// Whoever starts a program by Foundation takes it for running as long as anybody holds an end of its pair of sockets;
    /// an engine that was started in that moment, and outlives the program, must not.
    private func closeInheritedSockets() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? [] {
            var status = stat()
            guard let descriptor = Int32(name), descriptor > 2, fstat(descriptor, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFSOCK { close(descriptor) }
        }
    }

    private var engineConfiguration: EngineConfiguration {
        var configuration = EngineConfiguration()
        configuration.queue = Queue(queue)
        configuration.lease = .milliseconds(lease)
        configuration.pollInterval = .milliseconds(100)
        // So that waits of a second are slept without a holder.
        configuration.shortestReleasedSleep = .milliseconds(500)
        // Kills at random may hit one execution again and again before it gets on.
        configuration.takeoverLimit = 1_000_000
        return configuration
    }

    /// A server that is just being restarted is no reason to end.
    private func open() async throws -> PostgresEventStore {
        var configuration = PostgresConfiguration()
        configuration.requestTimeout = .milliseconds(patience)
        while true {
            do {
                return try await PostgresEventStore.open(url, components: [.audit], configuration: configuration)
            } catch {
                guard error.advice == .sendAgain else { throw error }
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
