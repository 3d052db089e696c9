internal import Engine
internal import EventLog

/// Finds in a history how each task ended and how long it took.
struct AnswerReader {
    private(set) var answers: [String: [ExportedHistory.Answer]] = [:]
    private var states: [TaskID: String] = [:]
    /// The place of each task among its state's answers, and when it began.
    private var begun: [TaskID: (place: Int, at: Timestamp)] = [:]

    mutating func read(_ event: ExecutionEvent, _ recorded: RecordedEvent) {
        switch event {
        case .taskScheduled(let scheduled): states[TaskID(recorded.version)] = scheduled.state
        case .taskStarted(let started): begin(started.task, at: recorded.recordedAt)
        case .taskSucceeded(let end): finish(end.task, .returns(end.output), at: recorded.recordedAt)
        case .taskFailed(let end):
            finish(end.task, .fails(error: end.error ?? "", cause: end.cause ?? ""), at: recorded.recordedAt)
        default: break
        }
    }

    /// Until it ends, and where it never does, it is as if it hung.
    private mutating func begin(_ task: TaskID, at time: Timestamp) {
        guard let state = states[task] else { return }
        // A second run of an attempt is the same call.
        let place = begun[task]?.place ?? answers[state, default: []].count
        if begun[task] == nil {
            let hanging = MockAnswer.hangs
            answers[state, default: []].append(.init(outcome: hanging.outcome, delay: hanging.delay))
        }
        begun[task] = (place, time)
    }

    private mutating func finish(_ task: TaskID, _ outcome: MockAnswer.Outcome, at time: Timestamp) {
        guard let state = states[task], let (place, start) = begun[task] else { return }
        answers[state]?[place] = .init(outcome: outcome, delay: time.duration(since: start))
    }
}
