internal import EventLog
internal import Logging

extension Shard {
    /// Commits all proposals in one call and does what follows from the answers.
    mutating func commitProposals() async {
        let streams = dirty
        dirty = []
        var proposals: [Proposal] = []
        for stream in streams {
            runners[stream]?.isDirty = false
            guard let commit = commit(for: stream) else { continue }
            if let transaction = runners[stream]?.transaction {
                send(Proposal(stream: stream, commit: commit, transaction: transaction), in: transaction)
            } else if waitsForName(stream, commit) {
                sendAlone(Proposal(stream: stream, commit: commit))
            } else {
                proposals.append(Proposal(stream: stream, commit: commit))
            }
        }
        if !proposals.isEmpty { await send(proposals) }
    }

    /// Sends the commits again that had no answer; with the same bytes and the same ids that is safe.
    mutating func resend() async {
        let proposals = unanswered
        unanswered = []
        if !proposals.isEmpty { await send(proposals) }
    }

    /// Sends commits once. While the store does not answer the loop goes on: a shutdown, a lost lease or the end of a run
    /// must not wait for it.
    private mutating func send(_ proposals: [Proposal]) async {
        let began = context.clock.now()
        do {
            let outcomes = try await context.store.commit(proposals.map(\.commit))
            context.metrics.committed(proposals.count, in: context.clock.now().duration(since: began))
            if unanswered.isEmpty { attempts = 0 }
            for (proposal, outcome) in zip(proposals, outcomes) {
                switch outcome {
                case .committed: accepted(proposal)
                case .conflict(let conflicting, let head): conflicted(proposal, with: conflicting, head)
                }
            }
        } catch {
            context.logger.error("a commit failed", metadata: ["error": "\(error)", "commits": "\(proposals.count)"])
            guard error.advice == .sendAgain, !isDraining || attempts < Shard.attemptsWhileDraining else {
                return proposals.forEach { failed($0, error) }
            }
            for proposal in proposals { runners[proposal.stream]?.isUnanswered = true }
            if unanswered.isEmpty {
                let pause = min(Duration.milliseconds(20) * (1 << min(attempts, 8)), .seconds(5))
                context.loads.send(.later(.sendAgain, shard: context.mailbox, pause: pause))
            }
            unanswered += proposals
            attempts += 1
        }
    }

    static let attemptsWhileDraining = 6

    private func commit(for stream: StreamID) -> Commit? {
        guard let runner = runners[stream], !runner.isInDoubt else { return nil }
        let after = runner.proposed ?? runner.state
        guard !runner.events.isEmpty || after.status != .running || runner.isReleasing else { return nil }
        let append = Append(
            to: stream, expected: runner.head, events: runner.events,
            wakeUp: wakeUp(runner, after), status: status(runner, after), labels: runner.start?.plan.labels)
        var appends = [append] + runner.companions
        if let start = runner.start {
            appends += start.plan.companions(at: after.lastEventAt, without: context.catalog.stored)
        }
        let named = Set(appends.map(\.stream))
        // An execution without an event of ours was ended by somebody else, who may not have known what belongs to an end.
        let isEndedElsewhere = runner.events.isEmpty && after.status != .running && !runner.isEndTold
        let before = isEndedElsewhere ? ExecutionState() : runner.state
        appends += context.configuration.companions(ofEnd: stream, before: before, after: after)
            .filter { !named.contains($0.stream) }
        return Commit(id: context.commitID(), appends: appends)
    }

    private func wakeUp(_ runner: Runner, _ after: ExecutionState) -> WakeUpChange {
        if runner.isReleasing { return after.wakeUpChange(holder: nil, orDueAt: context.clock.now()) }
        let sleep = after.sleepsUntil?.duration(since: context.clock.now()) ?? .zero
        let keeps = !isDraining && sleep <= context.configuration.shortestReleasedSleep
        let change = after.wakeUpChange(holder: keeps ? worker : nil)
        guard runner.head == .empty, case .unchanged = change, let start = after.start else { return change }
        return .set(
            WakeUp(
                due: after.lastEventAt, queue: start.queue, semantics: start.semantics.rawValue,
                holder: worker))
    }

    private func status(_ runner: Runner, _ after: ExecutionState) -> StreamStatus? {
        let before = runner.head == .empty ? nil : runner.state.streamStatus
        return after.streamStatus == before ? nil : after.streamStatus
    }

    mutating func accepted(_ proposal: Proposal) {
        guard let runner = runners[proposal.stream] else { return }
        runner.isUnanswered = false
        let commands = runner.commands
        runner.commands = []
        runner.accept(proposal.commit.heads[0])
        if let start = runner.start {
            runner.start = nil
            for append in proposal.commit.appends.dropFirst() { context.catalog.markStoredText(append.stream) }
            context.metrics.started()
            context.waiters.hold(runner.stream)
            start.reply(.success(.init(execution: runner.stream, name: start.plan.name, isNew: true)))
        }
        commands.forEach { $0(.success(true)) }
        if proposal.commit.appends.contains(where: \.makesWork) { context.claims.ring() }
        // The wake-up is in the log: whatever the clock says by now, the stream is free.
        if runner.state.status == .running, proposal.commit.appends[0].makesWork { return release(proposal.stream) }
        if runner.hasMoved { return reload(proposal.stream) }
        for input in runner.takeBacklog() { consider(input, on: proposal.stream, at: context.clock.now()) }
        perform(proposal.stream)
    }

    mutating func conflicted(_ proposal: Proposal, with conflicting: StreamID, _ head: StreamHead) {
        guard let runner = runners[proposal.stream] else { return }
        runner.isUnanswered = false
        context.metrics.conflicted()
        guard let start = runner.start else {
            let known = runner.head
            guard conflicting != proposal.stream || head.version > known.version || head == known else {
                // Reading on from a head that the log does not have any more would never come to an end.
                context.logger.critical(
                    "the log lost events that it had confirmed",
                    metadata: ["execution": "\(proposal.stream)", "known": "\(known)", "found": "\(head)"])
                runner.commands.forEach { $0(.success(false)) }
                return forget(proposal.stream)
            }
            // What belongs to the end is there already: only the wake-up is left to take away.
            if conflicting != proposal.stream, proposal.commit.appends[0].events.isEmpty { runner.isEndTold = true }
            return reload(proposal.stream)
        }
        switch conflicting.category {
        case .definition, .role:
            context.catalog.markStored(conflicting)
            propose(proposal.stream)
        case .executionName:
            runner.start = nil
            runners[proposal.stream] = nil
            context.loads.send(.owner(start.plan, start.reply))
        default:
            runner.start = nil
            runners[proposal.stream] = nil
            // What an execution's end gives birth to is there only where the execution is.
            let there = conflicting.category == .execution ? conflicting : proposal.stream
            start.reply(.failure(.executionAlreadyExists(name: start.plan.name, execution: there)))
        }
    }

    /// The store said no for good, or needs a person: a start is refused, and a running execution tries again later.
    mutating func failed(_ proposal: Proposal, _ error: EventStoreError) {
        guard let runner = runners[proposal.stream] else { return }
        runner.isUnanswered = false
        if let start = runner.start {
            runners[proposal.stream] = nil
            start.reply(.failure(.store(error)))
            return
        }
        runners[proposal.stream]?.commands = []
        runner.commands.forEach { $0(.failure(.store(error))) }
        if isDraining || error.advice == .giveUp {
            forget(proposal.stream)
        } else {
            // A full disk stays full for a while: asking again at once would only keep everybody busy.
            reload(proposal.stream, pause: context.configuration.pollInterval)
        }
    }
}

extension Append {
    /// Whether a claimer could find this stream now.
    fileprivate var makesWork: Bool {
        if case .set(let wakeUp) = wakeUp { wakeUp.holder == nil && wakeUp.parked == nil } else { false }
    }
}

extension ExecutionState {
    /// The status as the log's index shows it.
    var streamStatus: StreamStatus { parked == nil ? status.streamStatus : .stuck }
}

extension MachineCatalog {
    fileprivate func markStoredText(_ stream: StreamID) {
        if stream.category == .definition || stream.category == .role { markStored(stream) }
    }
}
