extension ExecutionEvent {
    /// Whether the service's history shows this event; its error messages count only those.
    var isInHistory: Bool {
        switch self {
        case .executionStarted, .stateEntered, .stateExited, .taskScheduled, .taskSubmitted, .taskSucceeded,
            .taskFailed,
            .taskTimedOut, .executionSucceeded, .executionFailed, .executionTimedOut, .executionAborted,
            .executionRedriven, .parallelStarted, .mapStarted, .iterationStarted, .iterationSucceeded, .iterationFailed:
            true
        case .taskStarted(let started): started.run == 1
        case .choiceTaken, .waitScheduled, .waitFinished, .taskHeartbeatRecorded, .retryScheduled, .catcherTaken,
            .notificationPublished, .branchStarted, .branchSucceeded, .branchFailed, .executionTakenOver,
            .executionParked, .executionUnparked:
            false
        }
    }
}
