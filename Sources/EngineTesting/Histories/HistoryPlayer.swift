public import Engine
public import EventLog
internal import FoundationEssentials
internal import JSON

/// Plays commands on the pure core, step by step, and holds it to its word at each.
///
/// Beside what the caller checks, every step checks the laws: deciding twice gives the same bytes, the events read back
/// from their bytes are the ones decided, and their fold is the state that the decision promised.
public struct HistoryPlayer: Sendable {
    /// What is run.
    public let machine: HistoryMachine
    /// The state after the last step.
    public private(set) var state: ExecutionState
    /// All events so far.
    public private(set) var events: [RecordedEvent]
    /// The moment that the next command meets.
    public private(set) var now: Timestamp
    private var head: StreamHead
    private var worker: Int
    private var seed: UInt64

    /// Begins before the first event, or where `events` end.
    ///
    /// - Throws: `ExecutionEventError` where the events do not fold.
    public init(_ machine: HistoryMachine, after events: [RecordedEvent] = []) throws(ExecutionEventError) {
        self.machine = machine
        self.events = events
        state = try ExecutionState(folding: events)
        now = max(machine.begin, state.lastEventAt)
        head = events.last?.head ?? .empty
        worker = machine.firstWorker
        seed = machine.seed
    }

    /// How a step of an earlier play is played again.
    public enum ReplayTiming: Sendable {
        /// At the very moment of the earlier play.
        case asRecorded
        /// Where the step only let time pass, as late as the state needs it: after a takeover a run's time begins anew.
        case asNeeded
    }

    /// Plays a step of an earlier play again: the same input at the same moment with the same chance by the same worker.
    ///
    /// - Throws: `ScriptError` as `play` does.
    public mutating func replay(_ step: HistoryStep, timing: ReplayTiming = .asRecorded) throws(ScriptError) {
        now = max(now, step.now)
        if case .asNeeded = timing, case .advance = step.command, !step.events.isEmpty {
            now = max(now, state.nextTimer ?? now)
        }
        switch step.command {
        case .later: return
        case .advance: try continueDecision(of: step)
        default:
            take(step)
            _ = try decideAndRecord(step.command)
        }
    }

    /// Goes on where a step of an earlier play was cut off in the middle of its decision.
    ///
    /// - Throws: `ScriptError` as `play` does.
    public mutating func continueDecision(of step: HistoryStep) throws(ScriptError) {
        now = max(now, step.now)
        take(step)
        _ = try decideAndRecord(.proceed)
    }

    private mutating func take(_ step: HistoryStep) {
        if let worker = step.worker { self.worker = Int(worker.uuid.low & 0xffff) }
        seed = step.seed.low
    }

    /// Does one command.
    ///
    /// - Throws: `ScriptError` where it names a task that is not there, or a law does not hold.
    public mutating func play(_ command: ScriptCommand) throws(ScriptError) -> HistoryStep {
        switch command {
        case .later(let duration):
            now = now.adding(duration)
            return step(command, nil, [], nil, pendingBefore: state.pendingEffects)
        case .advance(let duration): now = now.adding(duration)
        case .takeOver: worker += 1
        default: break
        }
        return try decideAndRecord(command)
    }

    private mutating func decideAndRecord(_ command: ScriptCommand) throws(ScriptError) -> HistoryStep {
        let input = try input(of: command)
        let before = state
        let decision: Decision
        do {
            decision = try decide(input)
        } catch let error as DecisionRefusal {
            return step(command, input, [], error, pendingBefore: before.pendingEffects)
        } catch {
            throw ScriptError("\(command): \(error)")
        }
        let recorded = try record(decision)
        let result = step(command, input, recorded, nil, pendingBefore: before.pendingEffects)
        seed += 1
        return result
    }

    private func decide(_ input: ExecutionInput) throws -> Decision {
        let decider = machine.decider(worker)
        let decision = try decider.decide(input, on: state, at: now, seed: currentSeed)
        guard try decider.decide(input, on: state, at: now, seed: currentSeed) == decision else {
            throw ScriptError("deciding again gave something else")
        }
        return decision
    }

    private mutating func record(_ decision: Decision) throws(ScriptError) -> [RecordedEvent] {
        let id = CommitID(UUID(high: seed, low: UInt64(state.version.rawValue)))
        let append = Append(to: machine.execution, expected: head, events: decision.newEvents)
        let recorded = Commit(id: id, append).records[0]
        do {
            for (event, decided) in zip(recorded, decision.events) {
                guard try ExecutionEvent(event) == decided else {
                    throw ScriptError("\(event.type) does not read back as it was written")
                }
                try state.evolve(event)
            }
        } catch let error as ScriptError {
            throw error
        } catch {
            throw ScriptError("an event that was decided does not fold: \(error)")
        }
        guard state == decision.state else { throw ScriptError("the fold is not the state that was decided") }
        events += recorded
        head = recorded.last?.head ?? head
        return recorded
    }

    private var currentSeed: Seed { Seed(high: 0x5eed, low: seed) }

    private func step(
        _ command: ScriptCommand, _ input: ExecutionInput?, _ recorded: [RecordedEvent], _ refusal: DecisionRefusal?,
        pendingBefore: [Effect]
    ) -> HistoryStep {
        let effects = state.pendingEffects
        var lines = refusal.map { ["✗ \($0)"] } ?? []
        for event in recorded {
            guard let decoded = try? ExecutionEvent(event) else { continue }
            lines.append("→ " + decoded.line(at: event.recordedAt, names: ScriptNames()))
        }
        // An effect that was cut off and goes on is news each time, any other only once.
        for effect in effects where effect == .proceed || !pendingBefore.contains(where: effect.isSame) {
            lines.append("⇢ " + effect.line(at: now))
        }
        return HistoryStep(
            command: command, input: input, now: now, seed: currentSeed,
            worker: machine.hasWorker ? ScriptNames.worker(worker) : nil, events: recorded, refusal: refusal,
            state: state, lines: lines)
    }

    private func input(of command: ScriptCommand) throws(ScriptError) -> ExecutionInput {
        switch command {
        case .start(let input): return .start(machine.started(input))
        case .proceed, .later, .advance: return .proceed
        case .begin(let state): return .beginTask(try task(state))
        case .succeeds(let state, let output): return .taskSucceeded(try task(state), output: output)
        case .publishes(let state, let topic, let output):
            let task = try task(state)
            let uuid = UUID(version8: "\(machine.execution)/\(task)".utf8)
            return .notificationPublished(
                task, topic: topic, notification: StreamID(StreamCategory("notification"), uuid), output: output)
        case .fails(let state, let error, let cause): return .taskFailed(try task(state), error: error, cause: cause)
        case .beats(let state, let ago): return .taskHeartbeat(try task(state), at: now.adding(.zero - ago))
        case .tokenSucceeds(let state, let output): return .tokenSucceeded(try token(state), output: output)
        case .tokenFails(let state, let error, let cause):
            return .tokenFailed(try token(state), error: error, cause: cause)
        case .tokenBeats(let state): return .tokenHeartbeat(try token(state))
        case .stop(let error, let cause): return .stop(error: error, cause: cause, requestedBy: nil)
        case .redrive: return .redrive(requestedBy: nil)
        case .takeOver: return .takeOver(from: state.worker)
        case .park(let reason): return .park(reason: reason)
        case .unpark: return .unpark(requestedBy: nil)
        }
    }

    /// The token of the latest attempt of a state.
    private func token(_ name: String) throws(ScriptError) -> TaskToken {
        let task = try task(name)
        guard let event = events.first(where: { $0.version.rawValue == task.rawValue }),
            case .taskScheduled(let scheduled)? = try? ExecutionEvent(event),
            let token = scheduled.token.flatMap({ TaskToken($0) })
        else { throw ScriptError("the task of the state '\(name)' has no token") }
        return token
    }

    /// The latest attempt of a state, also where it has ended: a late answer is a command too. `pay[2]` is the one in the
    /// third iteration, or the third branch.
    private func task(_ name: String) throws(ScriptError) -> TaskID {
        var state = name
        var index: Int?
        if name.last == "]", let bracket = name.lastIndex(of: "[") {
            state = String(name[..<bracket])
            index = Int(name[name.index(after: bracket)...].dropLast())
        }
        for event in events.reversed() {
            guard case .taskScheduled(let scheduled)? = try? ExecutionEvent(event), scheduled.state == state,
                index == nil || index == self.index(of: scheduled.frame)
            else { continue }
            return TaskID(event.version)
        }
        throw ScriptError("no task of the state '\(name)' was scheduled")
    }

    /// Which branch or iteration a frame is, or was.
    private func index(of frame: FrameID) -> Int? {
        guard frame != .root, events.indices.contains(Int(frame.rawValue) - 1) else { return nil }
        switch try? ExecutionEvent(events[Int(frame.rawValue) - 1]) {
        case .branchStarted(let started)?, .iterationStarted(let started)?: return started.index
        default: return nil
        }
    }
}
