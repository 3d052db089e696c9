internal import Engine
internal import EventLog
internal import FoundationEssentials
internal import JSON

/// What `StartExecution` and `StartSyncExecution` are asked for.
struct ExecutionStart {
    let target: MachineTarget
    let input: String
    let name: String?
    let traceHeader: String?

    init(_ request: APIRequest, _ service: StepFunctionsService) async throws {
        let arn = try request.text("stateMachineArn")
        name = try request.optionalText("name", 1...80)
        input = try request.optionalText("input", 0...262_144) ?? "{}"
        traceHeader = try request.optionalText("traceHeader", 0...256)
        if let name, !ExecutionClient.isName(name) { throw APIError.invalidName(name) }
        target = try await MachineTarget(arn, service)
        if input.isEmpty { throw APIError.invalidInput("Invalid execution input.") }
    }

    var isExpress: Bool { target.record.type == "EXPRESS" }

    /// Starts it.
    func begin(_ service: StepFunctionsService) async throws -> StartResult {
        let machine = try await service.directory.machine(target.record, target.revision)
        var options = StartOptions(startedBy: "StartExecution")
        options.version = target.version?.number
        options.alias = target.alias?.name
        options.traceHeader = traceHeader
        options.isExpress = isExpress
        do {
            // Another service's machine is run by that service's engines, which have its handlers.
            if let queue = target.revision.queue, queue != service.configuration.queue {
                return try await service.client(on: queue).start(machine, input: input, name: name, options)
            }
            return try await service.engine.start(machine, input: input, name: name, options)
        } catch {
            throw APIError(error, execution: name.map { service.executionArn(machine.name, $0) })
        }
    }

    /// The ARN of an execution that this started.
    func arn(of result: StartResult) -> String {
        let machine = target.record.arn.split(separator: ":").prefix(5).joined(separator: ":")
        guard isExpress else { return "\(machine):execution:\(target.record.name):\(result.name)" }
        let id = result.execution.uuid.text
        return "\(machine):express:\(target.record.name):\(name ?? id):\(id)"
    }
}

extension StepFunctionsService {
    func executionArn(_ machine: String, _ name: String) -> String {
        "arn:aws:states:\(configuration.region):\(configuration.account):execution:\(machine):\(name)"
    }
}
