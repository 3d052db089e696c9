internal import Engine
internal import EventLog
internal import JSON

extension ExecutionEvent {
    /// The event in a line, what matters most first: a script may name as much of its beginning as it cares for.
    func line(at recordedAt: Timestamp, names: ScriptNames) -> String {
        ([type.rawValue] + details(at: recordedAt, names)).filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func details(at recordedAt: Timestamp, _ names: ScriptNames) -> [String] {
        switch self {
        case .executionStarted(let event): [event.input.string]
        case .stateEntered(let event): [event.state, event.input.string, event.seed.map { "seed \($0.hex)" } ?? ""]
        case .choiceTaken(let event):
            [event.next, event.rule.map { "rule \($0)" } ?? "default", event.seed.map { "seed \($0.hex)" } ?? ""]
        case .waitScheduled(let event):
            [ScriptWords.text(event.due.duration(since: recordedAt)), event.seed.map { "seed \($0.hex)" } ?? ""]
        case .evaluationFailed(let event):
            [event.state, event.location ?? "-", event.cause, event.seed.map { "seed \($0.hex)" } ?? ""]
        case .waitFinished: []
        case .taskScheduled(let event): [event.state] + event.options + [event.parameters.string]
        case .taskStarted(let event): ["run \(event.run)", "by \(names.name(of: event.worker))"]
        case .taskHeartbeatRecorded(let event): [ScriptWords.text(recordedAt.duration(since: event.at)), "ago"]
        case .taskSubmitted(let event): [event.output.string]
        case .taskSucceeded(let event): [event.output.string]
        case .taskFailed(let event): [event.error ?? "-", event.cause ?? ""]
        case .taskTimedOut(let event): [event.reason.rawValue, event.cause ?? ""]
        case .retryScheduled(let event):
            [
                ScriptWords.text(event.due.duration(since: recordedAt)), "retrier \(event.retrier)",
                "attempt \(event.attempt)", event.seed.map { "seed \($0.hex)" } ?? "",
            ]
        case .catcherTaken(let event):
            [event.next, "catcher \(event.catcher)", event.error ?? "-", event.cause ?? ""]
        case .notificationPublished(let event): [event.topic, event.notification.description]
        case .stateExited(let event):
            [event.state, event.output.string, event.assigned.map { "assigned \($0.string)" } ?? ""]
        case .parallelStarted(let event): ["\(event.branches)", event.input.string]
        case .mapStarted(let event): [event.items.string, "\(event.concurrency) at a time"]
        case .branchStarted(let event), .iterationStarted(let event): ["\(event.index)", "in \(event.frame.rawValue)"]
        case .branchSucceeded(let event), .iterationSucceeded(let event): ["\(event.frame.rawValue)"]
        case .branchFailed(let event), .iterationFailed(let event):
            ["\(event.frame.rawValue)", event.error ?? "-", event.cause ?? ""]
        case .executionSucceeded(let event): [event.output.string]
        case .executionFailed(let event): [event.error ?? "-", event.cause ?? ""]
        case .executionTimedOut(let event): [event.error, event.cause ?? ""]
        case .executionAborted(let event): [event.error ?? "-", event.cause ?? "-", event.requestedBy ?? ""]
        case .executionRedriven(let event): ["\(event.count)", event.requestedBy ?? ""]
        case .executionTakenOver(let event):
            ["by \(names.name(of: event.worker))", event.from.map { "from \(names.name(of: $0))" } ?? ""]
        case .executionParked(let event): [event.reason]
        case .executionUnparked(let event): [event.requestedBy ?? ""]
        }
    }
}

extension ExecutionEvent.TaskScheduled {
    fileprivate var options: [String] {
        [
            attempt == 0 ? "" : "attempt \(attempt)", timeoutSeconds.map { "timeout \($0)s" } ?? "",
            heartbeatSeconds.map { "heartbeat \($0)s" } ?? "", limitMilliseconds.map { "limit \($0)ms" } ?? "",
            atMostOnce ? "atMostOnce" : "", token == nil ? "" : "with a token",
            mapRun.map { "goes on with the Map Run of \($0.task), redrive \($0.count)" } ?? "",
        ]
    }
}

extension Effect {
    /// Whether it asks for the same work, whatever is known of that work's progress.
    func isSame(as other: Effect) -> Bool {
        switch (self, other) {
        case (.run(let task), .run(let otherTask)): task.id == otherTask.id && task.runs == otherTask.runs
        case (.begin(let task), .begin(let otherTask)): task.id == otherTask.id
        default: self == other
        }
    }

    /// The effect in a line.
    func line(at now: Timestamp) -> String {
        switch self {
        case .run(let task): "run \(task.state)"
        case .begin(let task): "begin \(task.state)"
        case .wakeAt(let due): "wake in \(ScriptWords.text(due.duration(since: now)))"
        case .proceed: "proceed"
        }
    }
}
