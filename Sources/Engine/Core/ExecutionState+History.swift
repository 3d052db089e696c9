extension ExecutionState {
    /// How many events the service's history shows for this one; its error messages count only those.
    func historyCount(of event: ExecutionEvent) -> Int {
        switch event {
        case .executionStarted, .stateEntered, .stateExited, .taskFailed, .taskTimedOut, .executionSucceeded,
            .executionFailed, .executionTimedOut, .executionAborted, .executionRedriven, .parallelStarted, .mapStarted,
            .iterationStarted, .iterationSucceeded, .iterationFailed, .evaluationFailed:
            1
        // That the Map began, and that its run did; or that the run goes on.
        case .taskScheduled(let scheduled): scheduled.isMapRun && scheduled.mapRun == nil ? 2 : 1
        case .taskStarted(let started):
            started.run == 1 && !isMapRun(started.task) && !isHandedOverActivity(started.task) ? 1 : 0
        // Of an activity's task the history says when a worker was given it, and not that it waits for one.
        case .taskSubmitted(let submitted): isHandedOverActivity(submitted.task) ? 0 : 1
        case .taskHeartbeatRecorded(let beat): beat.workerName != nil && isHandedOverActivity(beat.task) ? 1 : 0
        case .taskSucceeded(let succeeded): isMapRun(succeeded.task) ? 2 : 1
        case .choiceTaken, .waitScheduled, .waitFinished, .retryScheduled, .catcherTaken,
            .notificationPublished, .branchStarted, .branchSucceeded, .branchFailed, .executionTakenOver,
            .executionParked, .executionUnparked:
            0
        }
    }

    private func isHandedOverActivity(_ task: TaskID) -> Bool {
        guard let attempt = frames.frame(of: task).flatMap({ frames[$0]?.task }), attempt.token != nil else {
            return false
        }
        return HistoryResource(attempt.resource).family == .activity
    }

    private func isMapRun(_ task: TaskID) -> Bool {
        frames.frame(of: task).flatMap { frames[$0] }?.isMapRun ?? false
    }
}
