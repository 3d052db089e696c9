public import EventLog
public import JSON
public import StatesLanguage

/// One `States` block that is being run: which state it is in, on what input, and how far it has come.
public struct Frame: Hashable, Sendable {
    /// The frame's name.
    public var id: FrameID
    /// How far it has come.
    public var phase: Phase
    /// The state it is in; empty before the first.
    public var state: String = ""
    /// The raw input of that state.
    public var input: JSONText
    /// When that state was entered.
    public var enteredAt: Timestamp
    /// The number that the entry has in the history that the service would show.
    public var enteredHistoryID: Int = 0
    /// How often each Retrier of the state has been used since it was entered.
    public var retries: [Int: Int] = [:]
    /// The attempt that is scheduled or running.
    public var task: TaskAttempt?
    /// The Map Run of the distributed Map that it is in, once one has begun: a redrive goes on with it.
    var mapRun: BegunMapRun?
    /// The frame of the Parallel or Map state around it; `nil` for the root.
    public var parent: FrameID?
    /// Which of the branches or iterations of `parent` it is, from 0.
    public var index = 0
    /// The index of the current visit in the path.
    var visit = 0
    /// The branches or iterations of the state it is in, once they have begun.
    public var fork: Fork?
    /// The variables that its states can read.
    public var variables = Variables()

    /// How often the state has been tried again since it was entered.
    public var retryCount: Int { retries.isEmpty ? 0 : retries.values.reduce(0, +) }

    /// When the frame goes on by itself; `nil` where it waits for something else.
    var timer: Timestamp? {
        switch phase {
        case .retrying(let due), .waiting(let due): due
        case .running, .submitted: task?.deadline?.due
        default: nil
        }
    }

    /// Whether it is in a state; between two states, and after the last, it is not.
    var isInsideState: Bool { !state.isEmpty && Frame.isInsideState(phase) }

    /// Whether its attempt was begun and has no result.
    var isOpenToAnswers: Bool {
        switch phase {
        case .running, .submitted: true
        default: false
        }
    }

    /// Whether it failed, and what follows has not been decided yet.
    var hasFailed: Bool { if case .failed = phase { true } else { false } }

    /// Whether nothing but a timer can move it.
    var isAsleep: Bool {
        switch phase {
        case .retrying, .waiting, .submitted, .suspended: true
        // Its branches say when it goes on.
        case .forked: fork?.canOpen == false
        default: false
        }
    }

    private static func isInsideState(_ phase: Phase) -> Bool {
        switch phase {
        case .entering, .opened, .finished: false
        case .suspended(let phase): isInsideState(phase)
        default: true
        }
    }
}
