internal import EventLog
internal import JSON
internal import StatesLanguage

/// The events of tasks: those of functions and activities have names of their own.
extension HistoryProjection {
    enum TaskEnd {
        case succeeded(JSONText)
        case failed(error: String?, cause: String?)
        case timedOut(cause: String?)
    }

    mutating func tellSchedule(of scheduled: ExecutionEvent.TaskScheduled) {
        if scheduled.isMapRun { return tellMapRun(of: scheduled) }
        let resource = HistoryResource(scheduled.resource)
        let details = HistoryEventDetails.scheduled(
            resource: scheduled.resource, input: scheduled.parameters, timeoutInSeconds: scheduled.timeoutSeconds,
            heartbeatInSeconds: scheduled.heartbeatSeconds, taskRoleArn: scheduled.roleArn)
        switch resource.family {
        case .lambdaFunction: add(.lambdaFunctionScheduled, in: scheduled.frame, details)
        case .activity: add(.activityScheduled, in: scheduled.frame, details)
        case .task:
            add(
                .taskScheduled, in: scheduled.frame,
                .taskScheduled(
                    resource, region: region, parameters: scheduled.parameters,
                    timeoutInSeconds: scheduled.timeoutSeconds, heartbeatInSeconds: scheduled.heartbeatSeconds,
                    taskRoleArn: scheduled.roleArn))
        }
    }

    mutating func tellStart(of started: ExecutionEvent.TaskStarted) {
        guard let (frame, resource, _) = attempt(started.task), resource.text != MapRunResource.name else { return }
        switch resource.family {
        case .lambdaFunction: add(.lambdaFunctionStarted, in: frame)
        // A worker elsewhere has not been given it yet.
        case .activity where isHandedOver(started.task): break
        case .activity: add(.activityStarted, in: frame, .activityStarted(workerName: started.worker.description))
        case .task: add(.taskStarted, in: frame, .taskStarted(resource))
        }
    }

    /// A worker elsewhere was given the attempt.
    mutating func tellHandover(of beat: ExecutionEvent.TaskHeartbeatRecorded) {
        guard let workerName = beat.workerName, let (frame, resource, _) = attempt(beat.task),
            resource.family == .activity
        else { return }
        let details = workerName.isEmpty ? nil : HistoryEventDetails.activityStarted(workerName: workerName)
        add(.activityStarted, in: frame, details)
    }

    private func isHandedOver(_ task: TaskID) -> Bool {
        state.frames.frame(of: task).flatMap { state.frames[$0]?.task?.token } != nil
    }

    mutating func tellSubmission(of submitted: ExecutionEvent.TaskSubmitted) {
        guard let (frame, resource, _) = attempt(submitted.task), resource.family != .activity else { return }
        add(.taskSubmitted, in: frame, .taskOutput(resource, output: submitted.output))
    }

    mutating func tellTask(_ task: TaskID, _ end: TaskEnd) {
        guard let (frame, resource, hasStarted) = attempt(task) else { return }
        if resource.text == MapRunResource.name { return tellMapRun(frame, end) }
        switch (resource.family, end) {
        case (.lambdaFunction, .succeeded(let output)): add(.lambdaFunctionSucceeded, in: frame, .output(output))
        case (.activity, .succeeded(let output)): add(.activitySucceeded, in: frame, .output(output))
        case (.task, .succeeded(let output)):
            add(.taskSucceeded, in: frame, .taskOutput(resource, output: output))
        case (.lambdaFunction, .failed(let error, let cause)):
            let type = hasStarted ? HistoryEventType.lambdaFunctionFailed : .lambdaFunctionScheduleFailed
            add(type, in: frame, .failure(error: error, cause: cause))
        case (.activity, .failed(let error, let cause)):
            let type = hasStarted ? HistoryEventType.activityFailed : .activityScheduleFailed
            add(type, in: frame, .failure(error: error, cause: cause))
        case (.task, .failed(let error, let cause)):
            let type = hasStarted ? HistoryEventType.taskFailed : .taskStartFailed
            add(type, in: frame, .taskFailure(resource, error: error, cause: cause))
        case (.lambdaFunction, .timedOut(let cause)):
            add(.lambdaFunctionTimedOut, in: frame, .failure(error: "States.Timeout", cause: cause))
        case (.activity, .timedOut(let cause)):
            add(.activityTimedOut, in: frame, .failure(error: "States.Timeout", cause: cause))
        case (.task, .timedOut(let cause)):
            add(.taskTimedOut, in: frame, .taskFailure(resource, error: "States.Timeout", cause: cause))
        }
    }

    /// The Map begins, and its run; what was to be read is not counted yet. Or the run goes on.
    private mutating func tellMapRun(of scheduled: ExecutionEvent.TaskScheduled) {
        guard let start = state.start else { return }
        let plan = MapRunPlan(scheduled.parameters)
        let run = MapRunID(execution: execution, task: scheduled.mapRun?.task ?? TaskID(state.version))
        let arn = run.arn(of: start.stateMachine, label: plan?.label ?? "")
        if let mapRun = scheduled.mapRun {
            return add(.mapRunRedriven, in: scheduled.frame, .mapRunRedriven(arn: arn, count: mapRun.count))
        }
        add(.mapStateStarted, in: scheduled.frame, .mapStarted(length: plan?.length ?? 0))
        add(.mapRunStarted, in: scheduled.frame, .mapRun(arn: arn))
    }

    private mutating func tellMapRun(_ frame: FrameID, _ end: TaskEnd) {
        switch end {
        case .succeeded:
            add(.mapRunSucceeded, in: frame)
            add(.mapStateSucceeded, after: latest[frame] ?? 0)
        case .failed(let error, let cause): add(.mapRunFailed, in: frame, .failure(error: error, cause: cause))
        case .timedOut(let cause): add(.mapRunFailed, in: frame, .failure(error: "States.Timeout", cause: cause))
        }
    }

    private func attempt(_ task: TaskID) -> (frame: FrameID, resource: HistoryResource, hasStarted: Bool)? {
        guard let frame = state.frames.frame(of: task), let attempt = state.frames[frame]?.task else { return nil }
        return (frame, HistoryResource(attempt.resource), attempt.runs > 0)
    }

    /// The region of the machine's ARN.
    private var region: String {
        let parts = (state.start?.stateMachine ?? "").split(separator: ":", omittingEmptySubsequences: false)
        return parts.count > 3 ? String(parts[3]) : ""
    }
}
