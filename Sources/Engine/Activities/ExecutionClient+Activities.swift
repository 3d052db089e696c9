internal import EventLog
internal import FoundationEssentials
public import JSON

/// Activities and their tasks: what workers in any process ask for.
extension ExecutionClient {
    /// The activity of an ARN; `createdAt` is `nil` where there is none.
    ///
    /// - Throws: `EngineError.store`, or `unreadable` where its stream cannot be understood.
    public func activity(_ arn: String) async throws(EngineError) -> ActivityRecord {
        let stream = ActivityRecord.stream(arn)
        var record = ActivityRecord(arn: arn)
        for event in try await read(stream, limit: 1000) {
            do {
                try record.evolve(event)
            } catch {
                throw .unreadable(stream, error)
            }
        }
        return record
    }

    /// Creates an activity, or finds the one that is there, whose tags stay as they are.
    public func createActivity(
        _ arn: String, tags: JSONObject = JSONObject()
    ) async throws(EngineError) -> ActivityRecord {
        try await change(arn) {
            $0.createdAt == nil ? (ActivityRecord.created, tags.isEmpty ? nil : .object(tags)) : nil
        }
    }

    /// Deletes an activity, where there is one; what its workers were given stays theirs.
    public func deleteActivity(_ arn: String) async throws(EngineError) {
        _ = try await change(arn) { $0.createdAt != nil ? (ActivityRecord.deleted, nil) : nil }
    }

    /// Sets tags of an activity; where there is none, nothing happens.
    public func tagActivity(_ arn: String, _ tags: JSONObject) async throws(EngineError) {
        _ = try await change(arn) { record in
            let isChanged = tags.contains { record.tags[$0.key] != $0.value }
            return record.createdAt != nil && isChanged ? (ActivityRecord.tagged, .object(tags)) : nil
        }
    }

    /// Takes tags of an activity away.
    public func untagActivity(_ arn: String, _ keys: [String]) async throws(EngineError) {
        _ = try await change(arn) { record in
            let there = keys.filter { record.tags[$0] != nil }
            guard record.createdAt != nil, !there.isEmpty else { return nil }
            return (ActivityRecord.untagged, .array(there.map { .string($0) }))
        }
    }

    /// Appends the event that a change of the activity, as it is, needs; none where it gives `nil`.
    private func change(
        _ arn: String, _ event: (ActivityRecord) -> (type: EventType, tags: JSONValue?)?
    ) async throws(EngineError) -> ActivityRecord {
        while true {
            let record = try await activity(arn)
            guard let (type, tags) = event(record) else { return record }
            let time = max(configuration.clock.now(), record.lastEventAt)
            let append = Append(
                to: ActivityRecord.stream(arn), expected: record.head,
                events: [ActivityRecord.newEvent(type, arn, tags: tags, at: time)],
                status: type == ActivityRecord.deleted ? .deletedResource : .open,
                labels: record.head == .empty ? record.labels : nil)
            if case .committed = try await commit(Commit(id: commitID(), append)) { return try await activity(arn) }
        }
    }

    /// Lets an attempt wait for a worker of an activity. A run that is made again finds it waiting already.
    ///
    /// - Throws: the store's failure.
    func open(_ task: ActivityTask, on stream: StreamID) async throws(EngineError) {
        let now = configuration.clock.now()
        let append = Append(
            to: stream, expected: .empty, events: [task.newEvent(at: now)], wakeUp: .set(task.wakeUp(at: now)),
            labels: task.labels)
        _ = try await commit(Commit(id: commitID(), append))
    }

    /// Gives a worker the task of an activity that has waited longest; `nil` where none waits.
    ///
    /// That it was given is recorded with the task and with its execution in one commit: two workers never get the same.
    ///
    /// - Parameter workerName: as the history shows it.
    /// - Throws: `EngineError` where the log cannot be read or written.
    public func takeTask(of activity: String, workerName: String?) async throws(EngineError) -> ActivityTask? {
        var query = StreamQuery(
            category: .task, status: .open, labels: ["activity": activity], newestFirst: false, limit: 16)
        while true {
            let page = try await list(query)
            for summary in page.streams {
                if let task = try await take(summary, workerName) { return task }
            }
            guard let next = page.next else { return nil }
            query.after = next
        }
    }

    private func take(_ summary: StreamSummary, _ workerName: String?) async throws(EngineError) -> ActivityTask? {
        guard let event = try await read(summary.stream, limit: 1).first else { return nil }
        let task: ActivityTask
        do {
            task = try ActivityTask(event)
        } catch {
            throw .store(.corrupted(reason: "the stream \(summary.stream) cannot be read: \(error)"))
        }
        guard let token = TaskToken(task.token) else { throw .invalidToken }
        while true {
            let now = max(configuration.clock.now(), event.recordedAt)
            var appends: [Append] = []
            var isGone = false
            do throws(EngineError) {
                appends = try await self.appends(
                    deciding: .tokenHeartbeat(token, workerName: workerName ?? ""), on: token.execution
                ) { _ in .markMoved }
            } catch {
                guard case .refused = error else { throw error }
                isGone = true
            }
            appends.append(
                Append(
                    to: summary.stream, expected: summary.head,
                    events: [isGone ? ActivityTask.expired(at: now) : ActivityTask.taken(by: workerName, at: now)],
                    wakeUp: .remove, status: isGone ? .expired : .taken))
            switch try await commit(Commit(id: commitID(), appends: appends)) {
            case .committed: return isGone ? nil : task
            // Another worker has it; otherwise its execution moved, and is decided on again.
            case .conflict(let stream, _): if stream == summary.stream { return nil }
            }
        }
    }
}
