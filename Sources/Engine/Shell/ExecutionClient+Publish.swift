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
            let record = try await stateMachine(version.arn)
            // What is published has its texts in the log.
            guard record.published.map({ version != $0 }) ?? true else {
                return machine.pinnedTexts.forEach { catalog.markStored($0.stream) }
            }
            let now = max(configuration.clock.now(), record.lastEventAt)
            let append = Append(
                to: version.stream, expected: record.head, events: [version.newEvent(recordedAt: now, by: author)],
                status: record.current == nil ? .open : nil, labels: record.head == .empty ? version.labels : nil)
            let texts = machine.pinnedTexts.filter { !catalog.stored.contains($0.stream) }.map { $0.append(at: now) }
            switch try await commit(Commit(id: commitID(), appends: [append] + texts)) {
            case .committed: return machine.pinnedTexts.forEach { catalog.markStored($0.stream) }
            case .conflict(let stream, _): if stream != version.stream { catalog.markStored(stream) }
            }
        }
    }
}
