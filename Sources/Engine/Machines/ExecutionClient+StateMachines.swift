public import EventLog
internal import FoundationEssentials
public import JSON
internal import StatesLanguage

/// State machines as the log has them, for whoever serves the service's API.
extension ExecutionClient {
    /// A machine as its stream folds; `current` is `nil` where there is none of this ARN.
    ///
    /// - Parameter known: what was read of it before, so that only what came since is read.
    /// - Throws: `EngineError.store`, or `unreadable` where an event cannot be understood.
    public func stateMachine(
        _ arn: String, after known: StateMachineRecord? = nil
    ) async throws(EngineError) -> StateMachineRecord {
        var record = known ?? StateMachineRecord(arn: arn)
        let stream = StateMachineRecord.stream(arn)
        let events: [RecordedEvent]
        do {
            events = try await store.readAll(stream, after: record.head.version)
        } catch {
            throw .store(error)
        }
        do {
            for event in events { try record.evolve(event) }
        } catch let error as ExecutionEventError {
            throw .unreadable(stream, error)
        } catch {
            throw .store(.corrupted(reason: "the stream \(stream) cannot be read: \(error)"))
        }
        return record
    }

    /// Decides on a machine as it is now and records what was decided; where it moved meanwhile, decides again.
    ///
    /// - Parameters:
    ///   - machine: what is to be published together with the decision, where the decision says so.
    ///   - decide: what happens to the machine as it is; nothing happens for an empty list.
    /// - Returns: the machine after it.
    /// - Throws: what `decide` throws; `EngineError.store` or `unreadable`.
    public func change(
        _ arn: String, requestedBy: String? = nil,
        _ decide: (StateMachineRecord) async throws -> (events: [StateMachineEvent], publish: StateMachine?)
    ) async throws -> StateMachineRecord {
        var record = try await stateMachine(arn)
        while true {
            let (events, machine) = try await decide(record)
            guard !events.isEmpty || machine != nil else { return record }
            let appends = self.appends(events, machine, to: record, requestedBy: requestedBy)
            switch try await commit(Commit(id: commitID(), appends: appends)) {
            case .committed:
                machine?.pinnedTexts.forEach { catalog.markStored($0.stream) }
                return try await stateMachine(arn, after: record)
            case .conflict(let stream, _): if stream.category != .stateMachine { catalog.markStored(stream) }
            }
            record = try await stateMachine(arn, after: record)
        }
    }

    /// The machine that a revision stands for, with its definition and its role read from the log.
    ///
    /// - Throws: `EngineError.unreadableDefinition`, or the store's failure.
    public func machine(
        _ record: StateMachineRecord, _ revision: StateMachineRecord.Revision
    ) async throws(EngineError) -> StateMachine {
        let definition = try await catalog.text(.definition, revision.definition)
        let role = try await catalog.text(.role, revision.role)
        do {
            return try StateMachine(name: record.name, definition: definition.string, role: Role(parsing: role))
        } catch {
            throw .unreadableDefinition(revision.definition, reason: "\(error)")
        }
    }

    /// The definition of this hash, as it was given.
    ///
    /// - Throws: `EngineError.unreadableDefinition`, or the store's failure.
    public func definitionText(_ hash: SHA256Hash) async throws(EngineError) -> JSONText {
        try await catalog.text(.definition, hash)
    }

    private func appends(
        _ events: [StateMachineEvent], _ machine: StateMachine?, to record: StateMachineRecord, requestedBy: String?
    ) -> [Append] {
        let now = max(configuration.clock.now(), record.lastEventAt)
        var new = events.map { $0.newEvent(recordedAt: now, requestedBy: requestedBy) }
        if let machine {
            new.append(PublishedStateMachine(machine, configuration).newEvent(recordedAt: now, by: requestedBy))
        }
        let append = Append(
            to: StateMachineRecord.stream(record.arn), expected: record.head, events: new,
            status: events.contains(.deleted) ? .deletedResource : record.current == nil ? .open : nil,
            labels: record.head == .empty ? ["arn": record.arn, "name": record.name] : nil)
        let texts = machine?.pinnedTexts.filter { !catalog.stored.contains($0.stream) }.map { $0.append(at: now) }
        return [append] + (texts ?? [])
    }
}

extension StateMachineRecord {
    static func stream(_ arn: String) -> StreamID { StreamID(.stateMachine, UUID(version8: arn.utf8)) }
}

extension StreamStatus {
    /// A state machine or an activity that was deleted.
    static let deletedResource = StreamStatus("DELETED")
}
