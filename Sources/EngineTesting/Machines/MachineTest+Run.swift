internal import Engine
internal import EventLog
internal import FoundationEssentials
internal import JSON
internal import StatesLanguage

extension MachineTest {
    func run(inputText: JSONText, name: String) async throws(MachineTestError) -> TestRun {
        var simulation = MachineSimulation(
            machine, policies: policies, limits: limits, at: startTime, chance: seed)
        let published = Published()
        try await simulation.run(started(inputText, name: name)) { call throws(MachineTestError) in
            try await answer(call, published)
        }
        simulation.notifications = published.messages
        return try TestRun(simulation, machine)
    }

    func started(_ input: JSONText, name: String) -> ExecutionEvent.ExecutionStarted {
        ExecutionEvent.ExecutionStarted(
            stateMachine: EngineConfiguration().stateMachineArn(machine.name), name: name,
            definition: machine.definitionHash, role: machine.role.hash, roleArn: machine.role.arn,
            semantics: .current, queue: Queue("test"), eventLimit: EngineConfiguration().eventLimit,
            timeoutSeconds: machine.definition.timeoutSeconds, startedBy: nil, input: input)
    }

    /// The messages of a run, as they come.
    private final class Published {
        var messages: [PublishedMessage] = []
    }

    private func answer(_ call: TaskCall, _ published: Published) async throws(MachineTestError) -> MockAnswer {
        let task = call.task
        let message = task.resource.hasPrefix("arn:aws:states:::sns:publish") ? PublishedMessage(task.parameters) : nil
        let answer: MockAnswer
        if let mock = mocks.answer(state: task.state, resource: task.resource, call: call.number) {
            answer = mock
        } else if let handler = handler(of: task.resource) {
            answer = await outcome(of: handler, call)
        } else if message != nil {
            let id = UUID(version8: "\(call.execution)/\(task.id)".utf8)
            answer = .returns(["MessageId": .string("\(id)".lowercased())])
        } else {
            throw MachineTestError(
                "the task '\(task.state)' has no mock and no handler, nor has its resource '\(task.resource)'")
        }
        if case .returns = answer.outcome, let message { published.messages.append(message) }
        return answer
    }

    private func outcome(of handler: any TaskHandler, _ call: TaskCall) async -> MockAnswer {
        do {
            return MockAnswer(.returns(try await handler.run(call.context).output))
        } catch {
            let failure = TaskError(reporting: error)
            return MockAnswer(.fails(error: failure.error, cause: failure.cause))
        }
    }

    private func handler(of resource: String) -> (any TaskHandler)? {
        handlers[resource] ?? TaskMocks.function(resource).flatMap { handlers[$0] }
    }
}
