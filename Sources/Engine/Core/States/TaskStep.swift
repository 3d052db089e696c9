// entered      → TaskScheduled                                   → scheduled  (only where a worker decides)
//              → ExecutionFailed                                   (a path that does not fit: States.Runtime)
//              → EvaluationFailed                                → failed     (also when it is left)
// scheduled    → TaskStarted                                     → running    (only where a worker decides; by an input
//                                                                               where the number of runs is limited)
//              → TaskFailed                                      → failed     (not permitted, or too large an input)
// running      → TaskSucceeded | TaskFailed | TaskTimedOut       → succeeded | failed   (inputs and timers, not steps)
//              → TaskSubmitted                                   → submitted  (the handler's answer, where there is a token)
// submitted    → TaskSucceeded | TaskFailed | TaskTimedOut       → succeeded | failed   (whoever has the token, and timers)
// succeeded    → StateExited                                     → entering | finished
// failed       → RetryScheduled                                  → retrying
//              → CatcherTaken                                    → caught
//              → ExecutionFailed
// retrying     → TaskScheduled, when due                         → scheduled  (only where a worker decides)
// caught       → StateExited                                     → entering

internal import EventLog
internal import JSON
internal import StatesLanguage

extension Decider {
    func step(_ state: TaskState, _ frame: Frame, in draft: inout Draft) throws(StateRuntimeError) {
        switch frame.phase {
        case .entered, .retrying: try schedule(state, frame, in: &draft)
        case .scheduled: start(frame, in: &draft)
        case .succeeded(let result): try leave(state, frame, with: result, in: &draft)
        case .failed(let failure): handle(failure, state, frame, in: &draft)
        case .caught(let index, let failure):
            try leave(state, frame, byCatcher: index, failure, in: &draft)
        default: break
        }
    }

    private func schedule(_ state: TaskState, _ frame: Frame, in draft: inout Draft) throws(StateRuntimeError) {
        let policy = policies[state.resource] ?? ResourcePolicy()
        let token = state.waitsForTaskToken || policy.awaitsToken ? token(in: draft) : nil
        let context = context(frame, token: token, in: draft)
        let parameters = try state.effectiveInput(raw: frame.input, context: context)
        let taskLimits = try state.limits(raw: frame.input, context: context)
        let roleArn = try state.roleArn(raw: frame.input, context: context)
        draft.record(
            .taskScheduled(
                .init(
                    frame: frame.id, state: state.name, resource: state.resource, parameters: parameters,
                    attempt: frame.retryCount, timeoutSeconds: taskLimits.timeoutSeconds,
                    limitMilliseconds: policy.limitMilliseconds, heartbeatSeconds: taskLimits.heartbeatSeconds,
                    atMostOnce: policy.atMostOnce, token: token,
                    seed: state.drawsChanceForAttempts ? draft.seed : nil, roleArn: roleArn)))
    }

    /// Whether the frame's next step schedules an attempt.
    func schedules(_ frame: Frame) -> Bool {
        switch definition.state(named: frame.state) {
        case .task?: break
        case .map(let map)? where map.distributed != nil: break
        default: return false
        }
        switch frame.phase {
        case .entered, .retrying: return true
        default: return false
        }
    }

    func start(_ frame: Frame, in draft: inout Draft) {
        guard let task = frame.task else { return }
        if let refusal = refusal(of: task) {
            draft.record(.taskFailed(.init(task: task.id, error: refusal.error, cause: refusal.cause)))
            return
        }
        guard let worker else { return }
        draft.record(.taskStarted(.init(task: task.id, run: task.runs + 1, worker: worker)))
    }

    /// Whether a scheduled attempt goes on only when a worker comes or there is a place, by `ExecutionInput.beginTask`.
    func isHeldBack(_ frame: Frame) -> Bool {
        guard let task = frame.task else { return false }
        guard worker == nil || policies[task.resource]?.isLimited ?? false else { return false }
        return refusal(of: task) == nil
    }

    /// Why an attempt fails before it runs. It follows from the attempt as it was recorded, and not from how it came to be
    /// scheduled: so a history that was cut off in between comes to the same.
    private func refusal(of task: TaskAttempt) -> (error: String, cause: String)? {
        if let missing = missingPermission(task.resource, task.parameters) {
            return (PredefinedError.permissions, missing)
        }
        guard task.parameters.count > limits.payloadBytes else { return nil }
        let cause = "The input of the state '\(task.state)' exceeds the maximum number of bytes service limit."
        return (PredefinedError.dataLimitExceeded, cause)
    }

    func begin(_ id: TaskID, in draft: inout Draft) {
        guard let name = draft.state.frames.frame(of: id), let frame = draft.state.frames[name],
            case .scheduled = frame.phase
        else { return }
        start(frame, in: &draft)
    }

    private func missingPermission(_ resource: String, _ parameters: JSONText) -> String? {
        // What the executions of a distributed Map may call is asked of each of their tasks.
        guard resource != MapRunResource.name else { return nil }
        guard role.allows(resource: resource) else {
            return "The role '\(role.arn)' is not authorized to call the resource '\(resource)'."
        }
        guard resource.hasPrefix("arn:aws:states:::sns:publish") else { return nil }
        let value = try? parameters.value()
        guard let topic = (value?["TopicArn"] ?? value?["TargetArn"])?.stringValue else { return nil }
        guard role.allows(topic: topic) else {
            return "The role '\(role.arn)' is not authorized to publish to the topic '\(topic)'."
        }
        return nil
    }

    /// A token that nobody can guess; the version makes the tokens of one decision different ones.
    private func token(in draft: Draft) -> String {
        var chance = Chance(high: draft.seed.high, low: draft.seed.low)
            .numbered(UInt64(bitPattern: draft.state.version.rawValue))
        return TaskToken(execution: execution, secret: (chance.next(), chance.next())).description
    }

    /// The answer of a run: the result, or only that somebody else will give it.
    func succeed(_ id: TaskID, _ output: JSONText, in draft: inout Draft) {
        guard let task = draft.task(id) else { return }
        succeed(task, output, isSubmission: task.token != nil, in: &draft)
    }

    /// The result, from whoever holds the token.
    func answer(_ token: TaskToken, _ output: JSONText, in draft: inout Draft) throws(DecisionRefusal) {
        guard let task = draft.task(token) else { throw .taskClosed }
        succeed(task, output, isSubmission: false, in: &draft)
    }

    private func succeed(_ task: TaskAttempt, _ output: JSONText, isSubmission: Bool, in draft: inout Draft) {
        guard output.count <= limits.payloadBytes else {
            let cause =
                "The state/task '\(HistoryResource(task.resource).nameInCauses)' returned a result with a size exceeding the maximum number of "
                + "bytes service limit."
            draft.record(.taskFailed(.init(task: task.id, error: PredefinedError.dataLimitExceeded, cause: cause)))
            return
        }
        if isSubmission {
            draft.record(.taskSubmitted(.init(task: task.id, output: output)))
        } else {
            draft.record(.taskSucceeded(.init(task: task.id, output: output)))
        }
    }

    func recordHeartbeat(_ id: TaskID, _ beat: Timestamp, in draft: inout Draft) {
        guard let task = draft.task(id), let interval = task.heartbeatSeconds, let startedAt = task.startedAt else {
            return
        }
        let last = max(task.lastHeartbeat ?? startedAt, startedAt)
        guard beat > last, beat <= draft.recordedAt else { return }
        // A beat too recent to be recorded counts all the same once the last recorded one would be too old.
        let isNews = beat >= last.adding(.seconds(interval) / 3)
        let isNeeded =
            last.adding(.seconds(interval)) <= draft.recordedAt && beat.adding(.seconds(interval)) > draft.recordedAt
        guard isNews || isNeeded else { return }
        draft.record(.taskHeartbeatRecorded(.init(task: id, at: beat)))
    }

    func timeOut(_ task: TaskAttempt, in draft: inout Draft) {
        guard let deadline = task.deadline else { return }
        let cause: String? =
            switch deadline.reason {
            case .timeout, .heartbeat: nil
            case .limit: "The task ran longer than its handler's limit (\(task.limitMilliseconds ?? 0) ms)."
            }
        draft.record(.taskTimedOut(.init(task: task.id, reason: deadline.reason, cause: cause)))
    }

    func takeOver(from previous: WorkerID?, in draft: inout Draft) {
        guard draft.state.status == .running, draft.state.parked == nil, let worker else { return }
        draft.record(.executionTakenOver(.init(worker: worker, from: previous ?? draft.state.worker)))
        for frame in draft.state.frames {
            // What may run again is scheduled by the takeover itself; what is still running here must not.
            guard case .running = frame.phase, let task = frame.task else { continue }
            let cause =
                "The worker that ran the task is gone, and the task must not run twice: "
                + "whether it took effect is unknown."
            draft.record(.taskFailed(.init(task: task.id, error: EngineErrorName.outcomeUnknown, cause: cause)))
        }
    }
}
