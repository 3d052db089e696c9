internal import EventLog
internal import Logging

extension ExecutionClient {
    /// Writes down that a Map Run began; one that was taken over is there already.
    func open(_ id: MapRunID, arn: String, of execution: StreamID, _ task: TaskID) async throws(EngineError) {
        let stream = MapRunRecord.stream(id.uuid)
        guard try await read(stream, limit: 1).isEmpty else { return }
        let event = MapRunRecord.started(arn, execution, task, at: configuration.clock.now())
        let append = Append(
            to: stream, expected: .empty, events: [event], labels: MapRunRecord.labels(arn, execution))
        _ = try await commit(Commit(id: commitID(), append))
    }

    /// What a Map Run's own stream says; `nil` where there is none.
    func mapRunRecord(_ stream: StreamID) async throws(EngineError) -> MapRunRecord? {
        var record: MapRunRecord?
        var last = StreamVersion.none
        while true {
            let page = try await read(stream, after: last, limit: 1000)
            for event in page {
                do {
                    if record == nil { record = try MapRunRecord(event) } else { try record?.evolve(event) }
                } catch {
                    throw .store(.corrupted(reason: "the stream \(stream) cannot be read: \(error)"))
                }
            }
            guard page.count == 1000, let end = page.last else { return record }
            last = end.version
        }
    }

    /// Changes what a Map Run that goes on is held to. Whoever runs it takes notice within the poll interval; no execution of it
    /// that runs is stopped because fewer may.
    ///
    /// - Parameter arn: the run's.
    /// - Returns: whether there is such a run.
    /// - Throws: `EngineError.mapRunHasEnded` where it does not go on any more; others where the log cannot be read or written.
    @discardableResult
    public func changeMapRun(
        _ arn: String, _ change: MapRunChange, requestedBy: String? = nil
    ) async throws(EngineError) -> Bool {
        guard let stream = MapRunRecord.stream(of: arn) else { return false }
        while true {
            guard let record = try await mapRunRecord(stream), record.arn == arn,
                let run = try await mapRuns(of: record.execution, only: record.task, counted: false).first
            else { return false }
            guard run.status == .running else { throw .mapRunHasEnded(arn, run.status) }
            let time = max(configuration.clock.now(), record.lastEventAt)
            let append = Append(
                to: stream, expected: record.head,
                events: [MapRunRecord.changed(change, by: requestedBy, at: time)])
            if case .committed = try await commit(Commit(id: commitID(), append)) { return true }
        }
    }
}

/// Looks for changes of a Map Run while it goes on.
struct MapRunWatch: Sendable {
    let engine: ExecutionEngine
    let stream: StreamID

    /// Waits until more changes are there than were known, and gives all of them.
    ///
    /// - Throws: `CancellationError`.
    func changes(after known: Int) async throws -> [MapRunChange] {
        while true {
            try await Task.sleep(for: engine.configuration.pollInterval)
            do throws(EngineError) {
                guard let record = try await engine.client.mapRunRecord(stream), record.changes.count > known else {
                    continue
                }
                return record.changes
            } catch {
                // It is asked again; the Map goes on by what it was told.
                engine.configuration.logger.debug(
                    "a Map Run's changes could not be read", metadata: ["error": "\(error)"])
            }
        }
    }
}
