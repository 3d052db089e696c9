internal import EventLog

extension NotificationState {
    /// The status of the stream.
    var status: StreamStatus {
        if nextDue != nil { return .pending }
        guard problem == nil else { return .givenUp }
        let isComplete = deliveries.allSatisfy { if case .delivered = $0.phase { true } else { false } }
        return isComplete ? .delivered : .givenUp
    }

    /// The labels of the stream: by topic and by execution.
    var labels: StreamLabels {
        guard let published else { return [:] }
        var labels: StreamLabels = ["topic": published.topic.description]
        if let execution = published.execution { labels["execution"] = execution.uuid.text }
        return labels
    }

    /// The wake-up of the stream; `nil` where nobody is needed any more.
    func wakeUp(holder: WorkerID? = nil) -> WakeUp? {
        guard let published, let nextDue else { return nil }
        return WakeUp(due: nextDue, queue: published.queue, semantics: published.semantics, holder: holder)
    }
}
