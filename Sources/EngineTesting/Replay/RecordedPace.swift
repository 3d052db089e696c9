internal import Engine
internal import EventLog

/// When the decisions of a history were made and what chance they had, for a replay that goes along with it.
///
/// A replay has no takeovers, no signs of life and no second runs: they are left out.
struct RecordedPace {
    private struct Step {
        let type: EventType
        let state: String?
        let recordedAt: Timestamp
        let seed: Seed?

        init(_ event: ExecutionEvent, at recordedAt: Timestamp) {
            type = event.type
            state = if case .stateEntered(let entered) = event { entered.state } else { nil }
            self.recordedAt = recordedAt
            seed = event.seed
        }

        func isLike(_ other: Step) -> Bool { type == other.type && state == other.state }
    }

    private var steps: [Step] = []
    /// How many events of the replay were like those of the history.
    private var taken = 0
    private var isLost = false

    mutating func add(_ event: ExecutionEvent, at recordedAt: Timestamp) {
        switch event {
        case .executionTakenOver, .executionParked, .executionUnparked, .taskHeartbeatRecorded, .taskSubmitted,
            .notificationPublished:
            return
        case .taskStarted(let started) where started.run > 1: return
        default: steps.append(Step(event, at: recordedAt))
        }
    }

    /// When the next decision was made; `nil` once the replay has gone another way.
    var moment: Timestamp? { isLost || taken == steps.count ? nil : steps[taken].recordedAt }

    /// The chance that the next decision had, or one after it.
    var seed: Seed { steps.dropFirst(taken).lazy.compactMap(\.seed).first ?? Seed(high: 0, low: 0) }

    /// Goes along with an event of the replay.
    mutating func follow(_ event: ExecutionEvent) {
        guard taken < steps.count else { return isLost = true }
        isLost = isLost || !steps[taken].isLike(Step(event, at: steps[taken].recordedAt))
        taken += 1
    }
}

extension ExecutionEvent {
    /// The chance that the event used.
    fileprivate var seed: Seed? {
        switch self {
        case .stateEntered(let event): event.seed
        case .taskScheduled(let event): event.seed
        case .choiceTaken(let event): event.seed
        case .waitScheduled(let event): event.seed
        case .mapStarted(let event): event.seed
        case .evaluationFailed(let event): event.seed
        case .retryScheduled(let event): event.seed
        case .stateExited(let event): event.seed
        case .parallelStarted(let event): event.seed
        case .branchFailed(let event), .iterationFailed(let event): event.seed
        case .executionFailed(let event): event.seed
        default: nil
        }
    }
}
