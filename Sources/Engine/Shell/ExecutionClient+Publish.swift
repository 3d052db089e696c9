internal import EventLog

extension ExecutionClient {
    /// Writes down which definition and role a machine has from now on, so that it can be started by its name through the
    /// log alone, from SQL for example. A machine that is published as it is already changes nothing.
    ///
    /// An engine does so with each machine it is given.
    ///
    /// - Throws: `EngineError.store` where the store fails, `unreadable` where the machine's stream cannot be read.
    public func publish(_ machine: StateMachine, by author: String? = nil) async throws(EngineError) {
        let version = PublishedStateMachine(machine, configuration)
        while true {
            let (latest, head) = try await latestVersion(of: version.stream)
            // What is published has its texts in the log.
            guard latest.map({ version != $0 }) ?? true else {
                return machine.pinnedTexts.forEach { catalog.markStored($0.stream) }
            }
            let now = configuration.clock.now()
            let append = Append(
                to: version.stream, expected: head, events: [version.newEvent(recordedAt: now, by: author)],
                labels: head == .empty ? version.labels : nil)
            let texts = machine.pinnedTexts.filter { !catalog.stored.contains($0.stream) }.map { $0.append(at: now) }
            switch try await commit(Commit(id: commitID(), appends: [append] + texts)) {
            case .committed: return machine.pinnedTexts.forEach { catalog.markStored($0.stream) }
            case .conflict(let stream, _): if stream != version.stream { catalog.markStored(stream) }
            }
        }
    }

    private func latestVersion(
        of stream: StreamID
    ) async throws(EngineError) -> (PublishedStateMachine?, StreamHead) {
        let last: RecordedEvent?
        do {
            let head = try await store.head(of: stream).head
            guard head != .empty else { return (nil, .empty) }
            last = try await store.read(stream, after: StreamVersion(rawValue: head.version.rawValue - 1), limit: 1)
                .first
        } catch {
            throw .store(error)
        }
        guard let last else { return (nil, .empty) }
        do {
            return (try PublishedStateMachine(last), last.head)
        } catch let error as ExecutionEventError {
            throw .unreadable(stream, error)
        } catch {
            throw .store(.corrupted(reason: "the stream \(stream) cannot be read: \(error)"))
        }
    }
}
