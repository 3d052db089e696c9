public import EventLog
internal import FoundationEssentials

extension ExecutionClient {
    /// Stops an execution: its last event is `ExecutionAborted`, and whoever runs it cancels its tasks.
    ///
    /// - Throws: `EngineError.refused` where it has ended.
    public func stop(
        _ execution: StreamID, error: String? = nil, cause: String? = nil, requestedBy: String? = nil
    ) async throws(EngineError) {
        try await stop(execution, .stop(error: error, cause: cause, requestedBy: requestedBy))
    }

    func stop(_ execution: StreamID, _ input: ExecutionInput) async throws(EngineError) {
        // The row stays until the holder has seen it: that is how it learns of the stop.
        try await command(input, on: execution) { _ in .markMoved }
    }

    /// Writes a signal, which the next engine on the configuration's queue consumes.
    ///
    /// For callers that must not wait for the execution, or may not read it; whether it had an effect is recorded with the
    /// signal. Swift code that can wait calls `stop`.
    ///
    /// - Throws: `EngineError.store` where the store fails.
    @discardableResult
    public func send(_ signal: Signal) async throws(EngineError) -> StreamID {
        let now = configuration.clock.now()
        let stream = StreamID(.signal, UUID(version7: now, random: configuration.random()))
        _ = try await commit(
            Commit(id: commitID(), signal.creation(of: stream, at: now, queue: configuration.queue)))
        return stream
    }

    /// Lets a failed, timed-out or stopped execution go on from the state that failed.
    ///
    /// A distributed Map that failed goes on with its Map Run: of its executions those go on that did not succeed, and those
    /// begin that had not begun.
    ///
    /// - Parameter clientToken: what the caller calls this request: asked for again by the same name within 15 minutes of
    ///   the redrive, nothing more is done.
    /// - Throws: `EngineError.refused` where it runs or succeeded.
    public func redrive(
        _ execution: StreamID, requestedBy: String? = nil, clientToken: String? = nil
    ) async throws(EngineError) {
        try await redrive(execution, .redrive(requestedBy: requestedBy, clientToken: clientToken))
    }

    func redrive(_ execution: StreamID, _ input: ExecutionInput) async throws(EngineError) {
        try await command(input, on: execution) { decision in
            decision.state.wakeUpChange(holder: nil, orDueAt: decision.recordedAt)
        }
    }

    /// Lets workers try a stuck execution again.
    ///
    /// - Throws: `EngineError.refused` where it is not stuck.
    public func unpark(_ execution: StreamID, requestedBy: String? = nil) async throws(EngineError) {
        do {
            try await command(.unpark(requestedBy: requestedBy), on: execution) { decision in
                decision.state.wakeUpChange(holder: nil, orDueAt: decision.recordedAt)
            }
        } catch .refused(.notParked) {
            try await releaseUnreadable(execution)
        }
    }
}

extension ExecutionClient {
    /// Decides on the stream as it stands and appends; where it moved meanwhile, reads and decides again. Where there is nothing
    /// to record, nothing is written.
    func command(
        _ input: ExecutionInput, on execution: StreamID, wakeUp: (Decision) -> WakeUpChange
    ) async throws(EngineError) {
        while true {
            let appends = try await appends(deciding: input, on: execution, wakeUp: wakeUp)
            guard !appends[0].events.isEmpty else { return }
            if case .committed = try await commit(Commit(id: commitID(), appends: appends)) { return }
        }
    }

    /// What deciding on the stream as it stands now would append, to it first.
    func appends(
        deciding input: ExecutionInput, on execution: StreamID, wakeUp: (Decision) -> WakeUpChange
    ) async throws(EngineError) -> [Append] {
        let (state, head) = try await load(execution)
        guard let start = state.start else { throw .executionDoesNotExist(execution) }
        let pinned = try await catalog.pinned(for: start)
        let decider = Decider(
            definition: pinned.definition, role: pinned.role, limits: configuration.limits, execution: execution)
        let decision = try refusing { () throws(DecisionRefusal) in
            try decider.decide(input, on: state, at: configuration.clock.now(), seed: seed())
        }
        let status = decision.state.streamStatus
        let labels = decision.state.labels
        let append = Append(
            to: execution, expected: head, events: decision.newEvents, wakeUp: wakeUp(decision),
            status: status == state.streamStatus ? nil : status, labels: labels == state.labels ? nil : labels)
        return [append] + configuration.companions(ofEnd: execution, before: state, after: decision.state)
    }

    /// Frees an execution that a worker could not read and so parked without an event: by now it can be read.
    private func releaseUnreadable(_ execution: StreamID) async throws(EngineError) {
        let (state, head) = try await load(execution)
        let summary: StreamSummary
        do {
            summary = try await store.head(of: execution)
        } catch {
            throw .store(error)
        }
        guard summary.parked != nil else { throw .refused(.notParked) }
        let wakeUp = state.wakeUpChange(holder: nil, orDueAt: configuration.clock.now())
        let append = Append(to: execution, expected: head, events: [], wakeUp: wakeUp, status: state.streamStatus)
        _ = try await commit(Commit(id: commitID(), append))
    }
}
