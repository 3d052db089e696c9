public import EventLog

extension ExecutionEvent {
    /// The name under which the event is stored.
    public var type: EventType {
        switch self {
        case .executionStarted: .executionStarted
        case .stateEntered: .stateEntered
        case .choiceTaken: .choiceTaken
        case .waitScheduled: .waitScheduled
        case .waitFinished: .waitFinished
        case .taskScheduled: .taskScheduled
        case .taskStarted: .taskStarted
        case .taskHeartbeatRecorded: .taskHeartbeatRecorded
        case .taskSubmitted: .taskSubmitted
        case .taskSucceeded: .taskSucceeded
        case .taskFailed: .taskFailed
        case .taskTimedOut: .taskTimedOut
        case .retryScheduled: .retryScheduled
        case .evaluationFailed: .evaluationFailed
        case .catcherTaken: .catcherTaken
        case .notificationPublished: .notificationPublished
        case .parallelStarted: .parallelStarted
        case .branchStarted: .branchStarted
        case .branchSucceeded: .branchSucceeded
        case .branchFailed: .branchFailed
        case .mapStarted: .mapStarted
        case .iterationStarted: .iterationStarted
        case .iterationSucceeded: .iterationSucceeded
        case .iterationFailed: .iterationFailed
        case .stateExited: .stateExited
        case .executionSucceeded: .executionSucceeded
        case .executionFailed: .executionFailed
        case .executionTimedOut: .executionTimedOut
        case .executionAborted: .executionAborted
        case .executionRedriven: .executionRedriven
        case .executionTakenOver: .executionTakenOver
        case .executionParked: .executionParked
        case .executionUnparked: .executionUnparked
        }
    }
}

extension EventType {
    static let executionStarted = EventType("ExecutionStarted")
    static let stateEntered = EventType("StateEntered")
    static let choiceTaken = EventType("ChoiceTaken")
    static let waitScheduled = EventType("WaitScheduled")
    static let waitFinished = EventType("WaitFinished")
    static let taskScheduled = EventType("TaskScheduled")
    static let taskStarted = EventType("TaskStarted")
    static let taskHeartbeatRecorded = EventType("TaskHeartbeatRecorded")
    static let taskSubmitted = EventType("TaskSubmitted")
    static let taskSucceeded = EventType("TaskSucceeded")
    static let taskFailed = EventType("TaskFailed")
    static let taskTimedOut = EventType("TaskTimedOut")
    static let retryScheduled = EventType("RetryScheduled")
    static let evaluationFailed = EventType("EvaluationFailed")
    static let catcherTaken = EventType("CatcherTaken")
    static let notificationPublished = EventType("NotificationPublished")
    static let parallelStarted = EventType("ParallelStarted")
    static let branchStarted = EventType("BranchStarted")
    static let branchSucceeded = EventType("BranchSucceeded")
    static let branchFailed = EventType("BranchFailed")
    static let mapStarted = EventType("MapStarted")
    static let iterationStarted = EventType("IterationStarted")
    static let iterationSucceeded = EventType("IterationSucceeded")
    static let iterationFailed = EventType("IterationFailed")
    static let stateExited = EventType("StateExited")
    static let executionSucceeded = EventType("ExecutionSucceeded")
    static let executionFailed = EventType("ExecutionFailed")
    static let executionTimedOut = EventType("ExecutionTimedOut")
    static let executionAborted = EventType("ExecutionAborted")
    static let executionRedriven = EventType("ExecutionRedriven")
    static let executionTakenOver = EventType("ExecutionTakenOver")
    static let executionParked = EventType("ExecutionParked")
    static let executionUnparked = EventType("ExecutionUnparked")
}
