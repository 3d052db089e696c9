internal import Engine
internal import EventLog
internal import FoundationEssentials
internal import JSON

/// The start of an execution by a task of another one.
struct ChildStart {
    private let context: TaskContext
    private let service: StepFunctionsService
    private let target: MachineTarget
    private let machine: StateMachine
    private let name: String?
    private let input: String

    /// - Throws: `TaskError`, `APIError`, and the engine's.
    init(_ context: TaskContext, _ service: StepFunctionsService) async throws {
        self.context = context
        self.service = service
        let parameters = APIRequest(try context.parameters())
        name = try parameters.optionalText("Name", 1...80)
        if let name, !ExecutionClient.isName(name) { throw APIError.invalidName(name) }
        let given = parameters.fields["Input"]
        input = given.map { $0.isNull ? "{}" : $0.stringValue ?? $0.text } ?? "{}"
        target = try await MachineTarget(parameters.text("StateMachineArn"), service)
        machine = try await service.directory.machine(target.record, target.revision)
    }

    /// Starts, and says what is wrong as one of the service's SDKs would.
    static func reporting(
        _ start: () async throws -> (arn: String, startedAt: Timestamp), as report: (AWSFailure) -> TaskError
    ) async throws -> (arn: String, startedAt: Timestamp) {
        do {
            return try await start()
        } catch let error as TaskError {
            throw error
        } catch is CancellationError {
            throw CancellationError()
        } catch EngineError.shuttingDown {
            throw CancellationError()
        } catch {
            let error = APIError(error)
            throw report(
                AWSFailure(
                    code: error.code, message: error.message, status: error.status,
                    requestID: UUID().uuidString.lowercased()))
        }
    }

    /// Begins it, and does not wait.
    func begin() async throws -> (arn: String, startedAt: Timestamp) {
        let name = name ?? context.childName
        // An Express machine's, too, has a name of its own: only so is it begun once.
        var options = StartOptions(startedBy: context.asStarter)
        options.version = target.version?.number
        options.alias = target.alias?.name
        let result: StartResult
        do {
            if let queue = target.revision.queue, queue != service.configuration.queue {
                result = try await service.client(on: queue).start(machine, input: input, name: name, options)
            } else {
                result = try await service.engine.start(machine, input: input, name: name, options)
            }
        } catch {
            throw APIError(error, execution: service.executionArn(machine.name, name))
        }
        let there = try await described(result.execution)
        // One that has ended is given only to the task that began it.
        guard result.isNew || there.status == .running || there.state.start?.startedBy == context.asStarter else {
            throw APIError("ExecutionAlreadyExists", "Execution Already Exists: '\(there.arn)'")
        }
        return (there.arn, there.startedAt)
    }

    /// Begins it, so that its end ends the task.
    func beginAndWait(parsesPayloads: Bool) async throws -> (arn: String, startedAt: Timestamp) {
        let child: StreamID
        do {
            // It may be there although the store did not say so: a failure would have it begun again, beside the first.
            child = try await service.engine.patiently { () async throws(EngineError) in
                try await service.engine.startChild(
                    of: context, machine, input: input, name: name, on: target.revision.queue,
                    parsesPayloads: parsesPayloads, version: target.version?.number, alias: target.alias?.name)
            }
        } catch let error as EngineError {
            throw APIError(error, execution: name.map { service.executionArn(machine.name, $0) })
        }
        await stopWithoutParent(child)
        let there = try await described(child)
        return (there.arn, there.startedAt)
    }

    private func described(_ execution: StreamID) async throws -> ExecutionDescription {
        try await service.engine.patiently { () async throws(EngineError) in
            try await service.client.describe(execution)
        }
    }

    /// The parent may have been stopped while the execution was being begun: then its stop came too early.
    private func stopWithoutParent(_ child: StreamID) async {
        guard let parent = try? await service.client.describe(context.execution), parent.status != .running else {
            return
        }
        try? await service.client.stop(
            child, cause: "The execution that waits for it ended.", requestedBy: context.executionArn)
    }
}

extension TaskContext {
    /// The name of an execution that the task does not name: the same in every run of this attempt.
    var childName: String { UUID(version8: "startExecution\u{0}\(idempotencyKey)".utf8).text }

    /// How an execution says that this attempt started it.
    fileprivate var asStarter: String { "\(executionArn)#\(task)" }
}
