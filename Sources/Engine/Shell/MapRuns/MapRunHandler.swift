internal import EventLog
internal import JSON
internal import Logging
internal import StatesLanguage

/// Runs the executions of a distributed Map: the engine's own handler of the Map's task.
///
/// It may die anywhere. Whoever takes the task over reads the items again and begins the same executions under the same names:
/// those that are there already are only waited for.
struct MapRunHandler: TaskHandler {
    /// The engine owns its handlers.
    private weak let engine: ExecutionEngine?

    init(_ engine: ExecutionEngine) {
        self.engine = engine
    }

    func run(_ context: TaskContext) async throws -> TaskResult {
        guard let engine, let plan = MapRunPlan(context.input) else {
            throw TaskError(PredefinedError.runtime, cause: "The plan of the Map cannot be read.")
        }
        let description = try await engine.patiently { () async throws(EngineError) in
            try await engine.client.describe(context.execution)
        }
        let definition = try await engine.patiently { () async throws(EngineError) in
            try await engine.client.definition(of: context.execution)
        }
        guard case .map(let state)? = definition.state(named: context.state), let distributed = state.distributed,
            let start = description.state.start
        else { throw TaskError(PredefinedError.runtime, cause: "The state '\(context.state)' is no distributed Map.") }
        guard let frame = description.state.frames.frame(of: context.task),
            let mapRun = description.state.frames[frame]?.mapRun
        else { throw TaskError(PredefinedError.runtime, cause: "Nobody waits for the Map any more.") }
        let role = try await engine.patiently { () async throws(EngineError) in
            try await engine.catalog.pinned(for: start).role
        }
        let id = MapRunID(execution: context.execution.uuid, task: mapRun.run.task)
        let machine = try StateMachine(
            name: "\(description.state.stateMachineName)/\(plan.label)", definition: distributed.definition.string,
            role: role)
        let children = MapRunChildren(
            engine: engine, machine: machine, id: id, arn: id.arn(of: start.stateMachine, label: plan.label),
            begun: mapRun)
        let record = try await engine.patiently { () async throws(EngineError) in
            try await engine.client.open(id, arn: children.arn, of: context.execution, mapRun.run.task)
            return try await engine.client.mapRunRecord(MapRunRecord.stream(id.uuid))
        }
        let items = try MapRunItems(state: state, plan: plan, context: context, parent: description.state)
        var run = MapRun(plan: plan, distributed: distributed, children: children, items: items)
        run.mostBytes = engine.configuration.limits.payloadBytes
        do {
            return TaskResult(
                output: try await run.run(objects: engine.configuration.objects, changes: record?.changes ?? []))
        } catch let failure as ItemReaderFailure {
            throw TaskError(PredefinedError.itemReaderFailed, cause: failure.description)
        } catch let failure as ObjectStoreError {
            let error = run.isReading ? PredefinedError.itemReaderFailed : PredefinedError.resultWriterFailed
            throw TaskError(error, cause: failure.description)
        }
    }
}
