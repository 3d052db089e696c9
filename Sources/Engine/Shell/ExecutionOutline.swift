public import EventLog
public import JSON

/// What the first event, the last event and the index say of an execution: all that lists and descriptions show, without
/// the fold of what happened between.
public struct ExecutionOutline: Hashable, Sendable {
    /// The execution's stream.
    public let execution: StreamID
    /// How it was started.
    public let start: ExecutionEvent.ExecutionStarted
    /// When it was started.
    public let startedAt: Timestamp
    /// Where it stands; one that is stuck runs.
    public let status: ExecutionStatus
    /// When it ended; `nil` while it runs.
    public let stoppedAt: Timestamp?
    /// Its output, once it succeeded.
    public let output: JSONText?
    /// The failure that ended it.
    public let error: String?
    /// What happened, where it failed.
    public let cause: String?
    /// How often it was redriven, and when last.
    public let redrive: Redrive

    /// How often an execution was redriven.
    public struct Redrive: Hashable, Sendable {
        /// How often.
        public var count: Int
        /// When last; `nil` before the first time.
        public var at: Timestamp?

        /// Reads it from the labels of an execution's stream.
        public init(_ labels: StreamLabels) {
            count = labels["redriveCount"].flatMap { Int($0) } ?? 0
            at = labels["redrivenAt"].flatMap { Int64($0) }.map { Timestamp(microseconds: $0) }
        }
    }

    /// The execution's ARN.
    public var arn: String { start.executionArn }
    /// The name of its machine.
    public var stateMachineName: String { start.stateMachineName }
}

extension ExecutionClient {
    /// What is known of an execution without folding it: three small reads, however long it is.
    ///
    /// - Throws: `EngineError.executionDoesNotExist`, or where the events cannot be read.
    public func outline(of execution: StreamID) async throws(EngineError) -> ExecutionOutline {
        let summary: StreamSummary
        do {
            summary = try await store.head(of: execution)
        } catch {
            throw .store(error)
        }
        guard summary.head != .empty, let first = try await read(execution, limit: 1).first else {
            throw .executionDoesNotExist(execution)
        }
        let status = ExecutionStatus(rawValue: summary.status.rawValue) ?? .running
        let last = status == .running ? nil : try await event(of: execution, summary.head.version)
        do throws(ExecutionEventError) {
            let outline = try ExecutionOutline(
                first, status, endedBy: last, redrive: ExecutionOutline.Redrive(summary.labels))
            if let outline { return outline }
        } catch {
            throw .unreadable(execution, error)
        }
        throw .executionDoesNotExist(execution)
    }

    /// When a stream's last event happened, of many at one time; what has none is left out.
    ///
    /// - Throws: `EngineError.store`.
    public func lastEventTimes(of streams: [StreamSummary]) async throws(EngineError) -> [StreamID: Timestamp] {
        typealias End = Result<(StreamID, Timestamp)?, EngineError>
        let ends = await withTaskGroup(of: End.self) { group in
            for summary in streams {
                group.addTask {
                    do throws(EngineError) {
                        let last = try await event(of: summary.stream, summary.head.version)
                        return .success(last.map { ($0.stream, $0.recordedAt) })
                    } catch {
                        return .failure(error)
                    }
                }
            }
            return await group.reduce(into: [End]()) { $0.append($1) }
        }
        var times: [StreamID: Timestamp] = [:]
        for end in ends {
            if let (stream, time) = try end.get() { times[stream] = time }
        }
        return times
    }

    private func event(of stream: StreamID, _ version: StreamVersion) async throws(EngineError) -> RecordedEvent? {
        try await read(stream, after: StreamVersion(rawValue: version.rawValue - 1), limit: 1).first
    }
}

extension ExecutionOutline {
    fileprivate init?(
        _ first: RecordedEvent, _ status: ExecutionStatus, endedBy last: RecordedEvent?, redrive: Redrive
    ) throws(ExecutionEventError) {
        guard case .executionStarted(let start) = try ExecutionEvent(first) else { return nil }
        self.execution = first.stream
        self.start = start
        self.startedAt = first.recordedAt
        self.status = status
        self.redrive = redrive
        stoppedAt = last?.recordedAt
        var (output, error, cause) = (JSONText?.none, String?.none, String?.none)
        switch try last.map({ event throws(ExecutionEventError) in try ExecutionEvent(event) }) {
        case .executionSucceeded(let end)?: output = end.output
        case .executionFailed(let end)?: (error, cause) = (end.error, end.cause)
        case .executionTimedOut(let end)?: (error, cause) = (end.error, end.cause)
        case .executionAborted(let end)?: (error, cause) = (end.error, end.cause)
        default: break
        }
        (self.output, self.error, self.cause) = (output, error, cause)
    }
}

extension ExecutionState {
    /// By what an execution is found in lists.
    var labels: StreamLabels {
        guard var labels = start?.labels else { return [:] }
        guard redriveCount > 0, let redrivenAt else { return labels }
        if mapRunRedrive > 0 { labels["mapRunRedrive"] = String(mapRunRedrive) }
        labels["redriven"] = "true"
        labels["redriveCount"] = String(redriveCount)
        labels["redrivenAt"] = String(redrivenAt.microseconds)
        return labels
    }
}
