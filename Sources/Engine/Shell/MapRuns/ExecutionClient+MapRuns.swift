public import EventLog
internal import JSON
internal import StatesLanguage

extension ExecutionClient {
    /// The Map Runs of an execution, oldest first: its distributed Maps as they were begun, each retry anew; a redrive goes on
    /// with the run that there is.
    ///
    /// - Parameter counted: whether its executions are counted, from the log's index.
    /// - Throws: `EngineError.executionDoesNotExist`, or where its stream cannot be read.
    public func mapRuns(
        of execution: StreamID, counted: Bool = true
    ) async throws(EngineError) -> [MapRunDescription] {
        try await mapRuns(of: execution, only: nil, counted: counted)
    }

    /// The Map Run of an ARN; `nil` where there is none.
    ///
    /// - Throws: `EngineError` where the log cannot be read.
    public func mapRun(_ arn: String) async throws(EngineError) -> MapRunDescription? {
        guard let stream = MapRunRecord.stream(of: arn), let record = try await mapRunRecord(stream), record.arn == arn
        else { return nil }
        return try await mapRuns(of: record.execution, only: record.task, counted: true).first
    }

    /// Whether there is a Map Run of that ARN.
    ///
    /// - Throws: `EngineError` where the log cannot be read.
    public func hasMapRun(_ arn: String) async throws(EngineError) -> Bool {
        guard let stream = MapRunRecord.stream(of: arn) else { return false }
        return try await mapRunRecord(stream)?.arn == arn
    }

    func mapRuns(
        of execution: StreamID, only task: TaskID?, counted: Bool
    ) async throws(EngineError) -> [MapRunDescription] {
        var runs: [MapRunOutline] = []
        var state = ExecutionState()
        var history = history(of: execution, follows: false).makeAsyncIterator()
        while let event = try await history.next() {
            do throws(ExecutionEventError) {
                try state.evolve(event.event, at: event.recordedAt)
            } catch {
                throw .unreadable(execution, error)
            }
            if case .taskScheduled(let scheduled) = event.event, scheduled.isMapRun, let start = state.start,
                let plan = MapRunPlan(scheduled.parameters)
            {
                let attempt = TaskID(event.version)
                if let redriven = scheduled.mapRun {
                    let id = MapRunID(execution: execution.uuid, task: redriven.task)
                    for index in runs.indices where runs[index].id == id {
                        runs[index].goOn(as: attempt, redrive: redriven.count, at: event.recordedAt)
                    }
                } else if task ?? attempt == attempt {
                    runs.append(MapRunOutline(execution, attempt, plan, start, begun: event.recordedAt))
                }
            }
            for index in runs.indices { runs[index].tell(event, state) }
        }
        var described: [MapRunDescription] = []
        for var run in runs {
            let record = try await mapRunRecord(MapRunRecord.stream(run.id.uuid))
            for change in record?.changes ?? [] { run.limits.apply(change) }
            if counted { try await count(&run) }
            described.append(run.description)
        }
        return described
    }

    private func count(_ run: inout MapRunOutline) async throws(EngineError) {
        var query = StreamQuery(category: .execution, limit: 1000)
        query.labels = ["mapRun": run.arn]
        while true {
            let page = try await list(query)
            for child in page.streams { run.count(child) }
            guard let next = page.next else { return }
            query.after = next
        }
    }
}
