public import EventLog
internal import JSON
internal import StatesLanguage

extension ExecutionClient {
    /// The Map Runs of an execution, oldest first: its distributed Maps as they were begun, each retry anew.
    ///
    /// How the executions of each stand is counted from the log's index.
    ///
    /// - Throws: `EngineError.executionDoesNotExist`, or where its stream cannot be read.
    public func mapRuns(of execution: StreamID) async throws(EngineError) -> [MapRunDescription] {
        var runs: [TaskID: MapRunDescription] = [:]
        var start: ExecutionEvent.ExecutionStarted?
        var ends: [TaskID: (status: ExecutionStatus, at: Timestamp)] = [:]
        var last: (status: ExecutionStatus, at: Timestamp)?
        for event in try await readWhole(execution) {
            switch event.event {
            case .executionStarted(let started): start = started
            case .taskScheduled(let scheduled) where scheduled.isMapRun:
                guard let start, let plan = MapRunPlan(scheduled.parameters) else { continue }
                let task = TaskID(event.version)
                runs[task] = MapRunDescription(execution, task, plan, start, begun: event.recordedAt)
            case .taskSucceeded(let end): ends[end.task] = (.succeeded, event.recordedAt)
            case .taskFailed(let end): ends[end.task] = (.failed, event.recordedAt)
            case .executionAborted, .executionTimedOut, .executionFailed: last = (.aborted, event.recordedAt)
            case .executionRedriven: last = nil
            default: continue
            }
        }
        var described: [MapRunDescription] = []
        for (task, run) in runs.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            described.append(try await counted(run, end: ends[task] ?? last))
        }
        return described
    }

    private func counted(
        _ run: MapRunDescription, end: (status: ExecutionStatus, at: Timestamp)?
    ) async throws(EngineError) -> MapRunDescription {
        var counts = MapRunDescription.Counts()
        var query = StreamQuery(category: .execution, limit: 1000)
        query.labels = ["mapRun": run.mapRunArn]
        while true {
            let page = try await list(query)
            for child in page.streams {
                switch ExecutionStatus(rawValue: child.status.rawValue) {
                case .succeeded: counts.succeeded += 1
                case .failed: counts.failed += 1
                case .timedOut: counts.timedOut += 1
                case .aborted: counts.aborted += 1
                case .running, nil: counts.running += 1
                }
            }
            guard let next = page.next else { break }
            query.after = next
        }
        return run.ended(end, counts)
    }

    private func readWhole(_ execution: StreamID) async throws(EngineError) -> [HistoryEntry] {
        var entries: [HistoryEntry] = []
        var history = history(of: execution, follows: false).makeAsyncIterator()
        while let entry = try await history.next() { entries.append(entry) }
        return entries
    }
}

extension MapRunDescription {
    fileprivate init(
        _ execution: StreamID, _ task: TaskID, _ plan: MapRunPlan, _ start: ExecutionEvent.ExecutionStarted,
        begun: Timestamp
    ) {
        self.init(
            mapRunArn: MapRunID(execution: execution.uuid, task: task).arn(of: start.stateMachine, label: plan.label),
            execution: execution, status: .running, startDate: begun, stopDate: nil,
            maxConcurrency: plan.maxConcurrency, toleratedFailureCount: plan.toleratedFailureCount ?? 0,
            toleratedFailurePercentage: plan.toleratedFailurePercentage ?? 0, executionCounts: Counts())
    }

    fileprivate func ended(_ end: (status: ExecutionStatus, at: Timestamp)?, _ counts: Counts) -> MapRunDescription {
        MapRunDescription(
            mapRunArn: mapRunArn, execution: execution, status: end?.status ?? .running, startDate: startDate,
            stopDate: end?.at, maxConcurrency: maxConcurrency, toleratedFailureCount: toleratedFailureCount,
            toleratedFailurePercentage: toleratedFailurePercentage, executionCounts: counts)
    }
}
