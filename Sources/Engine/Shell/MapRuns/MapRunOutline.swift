internal import EventLog
internal import StatesLanguage

/// A Map Run as its parent's stream tells it, and what is counted of its executions.
struct MapRunOutline {
    let id: MapRunID
    let arn: String
    var limits: MapRunLimits
    private let execution: StreamID
    /// The attempt that runs it.
    private var task: TaskID
    private let plan: MapRunPlan
    private let stateMachine: String
    private let begun: Timestamp
    private var redrive: (count: Int, at: Timestamp?) = (0, nil)
    private var end: (status: ExecutionStatus, at: Timestamp)?
    private var executions = MapRunDescription.Counts()
    private var items = MapRunDescription.Counts()

    init(
        _ execution: StreamID, _ task: TaskID, _ plan: MapRunPlan, _ start: ExecutionEvent.ExecutionStarted,
        begun: Timestamp
    ) {
        id = MapRunID(execution: execution.uuid, task: task)
        arn = id.arn(of: start.stateMachine, label: plan.label)
        stateMachine = "\(start.stateMachine)/\(plan.label)"
        limits = MapRunLimits(plan)
        self.execution = execution
        self.task = task
        self.plan = plan
        self.begun = begun
    }

    /// Takes notice that it goes on.
    mutating func goOn(as task: TaskID, redrive count: Int, at time: Timestamp) {
        self.task = task
        redrive = (count, time)
        end = nil
    }

    /// Takes notice of its end.
    ///
    /// - Parameter state: its parent after the event.
    mutating func tell(_ entry: HistoryEntry, _ state: ExecutionState) {
        guard end == nil else { return }
        switch entry.event {
        case .taskSucceeded(let ended) where ended.task == task: end = (.succeeded, entry.recordedAt)
        case .taskFailed(let ended) where ended.task == task: end = (.failed, entry.recordedAt)
        case .taskTimedOut(let ended) where ended.task == task: end = (.failed, entry.recordedAt)
        // Another branch failed: what the others were at is nobody's business any more.
        case .branchFailed where !state.isOpen(task), .iterationFailed where !state.isOpen(task):
            end = (.aborted, entry.recordedAt)
        case _ where state.status != .running: end = (.aborted, entry.recordedAt)
        default: break
        }
    }

    /// Counts one of its executions.
    mutating func count(_ child: StreamSummary) {
        let size = child.labels["items"].flatMap { Int($0) } ?? 1
        let bad: [WritableKeyPath<MapRunDescription.Counts, Int>] = [\.failed, \.timedOut, \.aborted]
        let ended: WritableKeyPath<MapRunDescription.Counts, Int> =
            switch ExecutionStatus(rawValue: child.status.rawValue) {
            case .succeeded: \.succeeded
            case .failed: \.failed
            case .timedOut: \.timedOut
            case .aborted: \.aborted
            case .running, nil: \.running
            }
        let isLeft = (child.labels["mapRunRedrive"].flatMap { Int($0) } ?? 0) < redrive.count
        let place = end == nil && isLeft && bad.contains(ended) ? \.pendingRedrive : ended
        executions[keyPath: place] += 1
        items[keyPath: place] += size
    }

    var description: MapRunDescription {
        var (executions, items) = (executions, items)
        // What a reader has yet to read is not known.
        if let all = plan.items?.count { items.pending = max(0, min(all, plan.maxItems ?? all) - items.total) }
        if plan.batchItems == nil, plan.batchBytes == nil { executions.pending = items.pending }
        if end?.status == .succeeded {
            executions.resultsWritten = executions.total
            items.resultsWritten = items.total
        }
        return MapRunDescription(
            mapRunArn: arn, execution: execution, status: end?.status ?? .running, startDate: begun, stopDate: end?.at,
            redriveCount: redrive.count, redriveDate: redrive.at,
            maxConcurrency: limits.maxConcurrency, toleratedFailureCount: limits.toleratedFailureCount ?? 0,
            toleratedFailurePercentage: limits.toleratedFailurePercentage ?? 0, stateMachineArn: stateMachine,
            executionCounts: executions, itemCounts: items)
    }
}
