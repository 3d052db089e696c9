internal import EventLog

/// What a transaction asks of the rest of its store: partitions, who won a conflict, what became of a commit without an
/// answer.
struct TransactionResolver: Sendable {
    let readers: Lane
    let periods: PeriodBook
    let timeout: Duration
    let clock: @Sendable () -> StoreClock
    let publish: @Sendable (Set<Queue>) -> Void

    func batch(of commit: Commit) -> CommitBatch { CommitBatch([commit], clock: clock()) }

    func makePeriods(of commit: Commit) async -> EventStoreError? {
        await periods.makeMissing(of: Set(commit.appends.map { Period($0.stream.uuid) }))
    }

    /// The conflict of a commit that lost; `nil` where there is none to be seen.
    ///
    /// - Throws: `other` where the commit itself is stored already: then somebody committed it without this transaction.
    func conflict(of commit: Commit) async throws(EventStoreError) -> CommitOutcome? {
        switch try await verdict(commit) {
        case .open: return nil
        case .settled(.conflict(let stream, let head)): return .conflict(stream: stream, head: head)
        case .settled(.committed):
            throw .other(code: "YD003", reason: "the commit is stored already, without this transaction")
        }
    }

    /// Whether a transaction was committed whose connection was lost meanwhile. Its events tell for certain that it was; that
    /// it was not is certain once the server says that it is over. A server that does not know the id is another one, which
    /// took over without it.
    func isCommitted(_ commit: Commit, _ transaction: String) async throws(EventStoreError) -> Bool {
        var pause = Duration.milliseconds(10)
        while true {
            if await isStored(commit) == true { return true }
            let isOver: Bool
            switch await readers.run([TransactionStatements.status(of: transaction)], timeout: timeout) {
            case .success(let replies): isOver = replies[0].isNull(0, 0) || replies[0].text(0, 0) != "in progress"
            case .failure(.refused(let error)): isOver = error.code == "22023"
            case .failure(.closed): throw .closed
            case .failure: isOver = false
            }
            // Looked at again after the server said so: between the two looks it may have been committed.
            if isOver, let isStored = await isStored(commit) { return isStored }
            try? await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(1))
        }
    }

    private func isStored(_ commit: Commit) async -> Bool? {
        (try? await verdict(commit)).map { $0 == .settled(.committed) }
    }

    private func verdict(_ commit: Commit) async throws(EventStoreError) -> CommitVerdict {
        switch await readers.run(CommitVerdict.questions([commit]), timeout: timeout) {
        case .success(let replies): return try CommitVerdict.verdicts([commit], in: replies)[0]
        case .failure(let failure): throw EventStoreError(failure, while: "looking at heads")
        }
    }
}
