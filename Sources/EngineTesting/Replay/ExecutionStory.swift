internal import Engine
internal import EventLog
internal import JSON

/// An execution in lines that two runs of it share: what was entered, given, answered and left. Times, workers and
/// versions are not told, and the lines of a branch stand together, whichever was faster.
struct ExecutionStory {
    private var lines: [String: [String]] = [:]
    /// What each frame is called: `` for the machine, `Scores[1]/` for a branch.
    private var frames: [FrameID: String] = [.root: ""]
    private var states: [FrameID: String] = [:]
    private var tasks: [TaskID: FrameID] = [:]

    init(events: some Sequence<(StreamVersion, ExecutionEvent)>) {
        for (version, event) in events { tell(event, version) }
    }

    /// The lines of the machine, then those of each branch.
    var all: [String] {
        lines.sorted { $0.key < $1.key }.flatMap { frame, lines in frame.isEmpty ? lines : ["\(frame)"] + lines }
    }

    var text: String { all.joined(separator: "\n") }

    private mutating func tell(_ event: ExecutionEvent, _ version: StreamVersion) {
        switch event {
        case .executionStarted(let started): add("start \(started.input.string)", in: .root)
        case .stateEntered(let entered):
            states[entered.frame] = entered.state
            add("→ \(entered.state) \(entered.input.string)", in: entered.frame)
        case .taskScheduled(let task):
            tasks[TaskID(rawValue: Int64(version.rawValue))] = task.frame
            add("  \(task.resource) \(task.parameters.string)", in: task.frame)
        case .taskSucceeded(let end): add("  ✓ \(end.output.string)", of: end.task)
        case .taskFailed(let end): add("  ✗ \(end.error ?? ""): \(end.cause ?? "")", of: end.task)
        case .taskTimedOut(let end): add("  ✗ timed out (\(end.reason.rawValue))", of: end.task)
        case .retryScheduled(let retry): add("  retry \(retry.attempt) by Retrier \(retry.retrier)", in: retry.frame)
        case .evaluationFailed(let failed):
            add("  ✗ \(failed.location ?? failed.state): \(failed.cause)", in: failed.frame)
        case .catcherTaken(let taken): add("  caught by Catcher \(taken.catcher)", in: taken.frame)
        case .choiceTaken(let taken):
            add("  " + (taken.rule.map { "rule \($0)" } ?? "default"), in: taken.frame)
        case .stateExited(let exited):
            if let assigned = exited.assigned { add("  assigned \(assigned.string)", in: exited.frame) }
            add("← \(exited.state) \(exited.output.string)", in: exited.frame)
        case .branchStarted(let started), .iterationStarted(let started):
            let around = (frames[started.frame] ?? "") + (states[started.frame] ?? "")
            frames[FrameID(rawValue: version.rawValue)] = "\(around)[\(started.index)]/"
        case .branchFailed(let failed), .iterationFailed(let failed):
            add("failed \(failed.error ?? "-"): \(failed.cause ?? "")", in: failed.frame)
        case .executionSucceeded(let end): add("SUCCEEDED \(end.output.string)", in: .root)
        case .executionFailed(let end): add("FAILED \(end.error ?? "-"): \(end.cause ?? "")", in: .root)
        case .executionTimedOut: add("TIMED_OUT", in: .root)
        case .executionAborted(let end): add("ABORTED \(end.error ?? "-")", in: .root)
        case .executionRedriven: add("redriven", in: .root)
        default: break
        }
    }

    private mutating func add(_ line: String, in frame: FrameID) {
        lines[frames[frame] ?? "?", default: []].append(line)
    }

    private mutating func add(_ line: String, of task: TaskID) { add(line, in: tasks[task] ?? .root) }
}
