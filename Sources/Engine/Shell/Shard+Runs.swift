internal import EventLog
internal import Logging
internal import Tracing

extension Shard {
    /// Begins one run, told to the shard when it ends; it gives its place back even where nobody listens any more.
    func startRun(
        _ task: TaskAttempt, _ runner: Runner, _ registration: TaskRegistration, _ place: RunLimiter?
    ) -> TaskRun {
        let taskContext = self.taskContext(task, runner)
        let mailbox = context.mailbox
        let handler = registration.handler
        let name = registration.name
        let run = Task {
            let tracer = InstrumentationSystem.tracer
            // A span that nobody keeps costs as much memory as the rest of the run.
            let end =
                if tracer is NoOpTracer {
                    await RunEnd(running: handler, taskContext)
                } else {
                    await RunEnd(running: handler, named: name, taskContext, tracedBy: tracer)
                }
            place?.release()
            mailbox.send(.runEnded(taskContext.execution, taskContext.task, end))
        }
        return TaskRun(task: run)
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
            attempt: task.attempt, run: task.runs, input: task.parameters, token: task.token,
            deadline: task.deadline?.due,
            baseLogger: context.logger, beat: beat, transaction: context.transactions.map { RunTransaction($0) })
    }
}

extension RunEnd {
    fileprivate init(
        running handler: any TaskHandler, named name: String, _ context: TaskContext, tracedBy tracer: any Tracer
    ) async {
        self = await tracer.withSpan("daybook.task", ofKind: .internal) { span in
            span.updateAttributes { attributes in
                attributes["daybook.execution"] = context.execution.description
                attributes["daybook.state"] = context.state
                attributes["daybook.handler"] = name
                attributes["daybook.attempt"] = context.attempt
            }
            let end = await RunEnd(running: handler, context)
            if case .failed(let error) = end { span.recordError(error) }
            return end
        }
    }

    init(running handler: any TaskHandler, _ context: TaskContext) async {
        // It may have waited for its place, or for a thread, until nobody wanted it any more.
        guard !Task.isCancelled else {
            self = .cancelled
            return
        }
        do {
            let result = try await handler.run(context)
            if let transaction = await context.transaction?.current {
                self = .succeededInTransaction(transaction, result)
            } else if let publication = result.publication {
                self = .published(publication, output: result.output)
            } else {
                self = .succeeded(output: result.output)
            }
            return
        } catch  where Task.isCancelled {
            // Whatever it threw, it was told to stop: its deadline, a stop, or the engine's end is the reason.
            self = .cancelled
        } catch {
            self = .failed(TaskError(reporting: error))
        }
        await context.transaction?.current?.rollBack()
    }
}
