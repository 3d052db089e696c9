extension ExecutionState {
    /// How many events the service's history shows for this one; its error messages count only those.
    func historyCount(of event: ExecutionEvent) -> Int {
        switch event {
        case .executionStarted, .stateEntered, .stateExited, .taskSubmitted, .taskFailed, .taskTimedOut,
            .executionSucceeded,
            .executionFailed, .executionTimedOut, .executionAborted, .executionRedriven, .parallelStarted, .mapStarted,
            .iterationStarted, .iterationSucceeded, .iterationFailed, .evaluationFailed:
            1
        // That the Map began, and that its run did.
        case .taskScheduled(let scheduled): scheduled.isMapRun ? 2 : 1
        case .taskStarted(let started): started.run == 1 && !isMapRun(started.task) ? 1 : 0
        case .taskSucceeded(let succeeded): isMapRun(succeeded.task) ? 2 : 1
        case .choiceTaken, .waitScheduled, .waitFinished, .taskHeartbeatRecorded, .retryScheduled, .catcherTaken,
            .notificationPublished, .branchStarted, .branchSucceeded, .branchFailed, .executionTakenOver,
            .executionParked, .executionUnparked:
            0
        }
    }

    private func isMapRun(_ task: TaskID) -> Bool {
        frames.frame(of: task).flatMap { frames[$0] }?.isMapRun ?? false
    }
}
