internal import EventLog
internal import Logging
internal import Tracing

extension Shard {
    /// The work of one run, told to the shard when it ends; it gives its place back even where nobody listens any more.
    func runBody(
        _ task: TaskAttempt, _ runner: Runner, _ registration: TaskRegistration, _ place: RunLimiter?
    ) -> @Sendable () async -> Void {
        let taskContext = self.taskContext(task, runner)
        let mailbox = context.mailbox
        let handler = registration.handler
        let stream = runner.stream
        let name = registration.name
        return {
            let end = await withSpan("daybook.task", ofKind: .internal) { span in
                span.updateAttributes { attributes in
                    attributes["daybook.execution"] = stream.description
                    attributes["daybook.state"] = taskContext.state
                    attributes["daybook.handler"] = name
                    attributes["daybook.attempt"] = taskContext.attempt
                }
                let end = await RunEnd(running: handler, taskContext)
                if case .failed(let error) = end { span.recordError(error) }
                return end
            }
            place?.release()
            mailbox.send(.runEnded(stream, taskContext.task, end))
        }
    }

    private func taskContext(_ task: TaskAttempt, _ runner: Runner) -> TaskContext {
        guard let start = runner.state.start else { preconditionFailure("a task runs in an execution that started") }
        let mailbox = context.mailbox
        let stream = runner.stream
        let id = task.id
        let hasHeartbeat = task.heartbeatSeconds != nil
        let beat: @Sendable () -> Void = {
            if hasHeartbeat { mailbox.send(.heartbeat(stream, id)) }
        }
        return TaskContext(
            execution: runner.stream, executionName: start.name, executionArn: runner.state.arn,
            stateMachineArn: start.stateMachine, task: task.id, state: task.state, resource: task.resource,
            attempt: task.attempt, run: task.runs, input: task.parameters, deadline: task.deadline?.due,
            baseLogger: context.logger, beat: beat)
    }
}

extension RunEnd {
    init(running handler: any TaskHandler, _ context: TaskContext) async {
        // It may have waited for its place, or for a thread, until nobody wanted it any more.
        guard !Task.isCancelled else {
            self = .cancelled
            return
        }
        do {
            self = .succeeded(try await handler.run(context))
        } catch  where Task.isCancelled {
            // Whatever it threw, it was told to stop: its deadline, a stop, or the engine's end is the reason.
            self = .cancelled
        } catch {
            self = .failed(TaskError(reporting: error))
        }
    }
}
