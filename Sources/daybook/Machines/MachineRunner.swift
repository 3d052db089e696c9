import Engine
import EventLog
import Logging

/// Runs one execution on an engine of its own.
struct MachineRunner {
    let machine: StateMachine
    let handlers: TaskPrograms
    let store: any EventStore
    var objects: String?
    var allowsQueries = false

    /// Starts the execution, or finds the one of that name, and waits for its end.
    func run(input: String, name: String?, printer: PathPrinter?) async throws -> ExecutionDescription {
        var configuration = EngineConfiguration()
        configuration.queue = Queue("daybook-run/\(machine.name)")
        configuration.objects = objects.map { FileObjectStore(root: $0) }
        configuration.allowsQueries = allowsQueries
        configuration.logger = Logger(label: "daybook") { _ in SwiftLogNoOpLogHandler() }
        let engine = ExecutionEngine(store: store, configuration: configuration)
        for (resource, handler, options) in handlers.handlers {
            engine.register(resource, options: options, handler: handler)
        }
        try engine.add(machine)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.run() }
            defer { engine.shutDown() }
            let start = try await engine.start(machine.name, input: input, name: name, startedBy: "daybook run")
            if let printer {
                for try await entry in engine.client.history(of: start.execution) { printer.show(entry) }
            }
            let end = try await engine.result(of: start.execution)
            engine.shutDown()
            try await group.waitForAll()
            return end
        }
    }
}
