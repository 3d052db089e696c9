internal import EventLog

extension NotificationState {
    /// The status of the stream.
    var status: StreamStatus {
        if isUnresolved || !isFannedOut { return .pending }
        return problem == nil ? .fannedOut : .givenUp
    }

    /// The labels of the stream: by topic and by execution.
    var labels: StreamLabels {
        guard let published else { return [:] }
        var labels: StreamLabels = ["topic": published.topic.description]
        if let execution = published.execution { labels["execution"] = execution.uuid.text }
        return labels
    }

    /// The wake-up of the stream; `nil` where nobody is needed any more.
    func wakeUp(holder: WorkerID?) -> WakeUp? {
        guard let published, status == .pending else { return nil }
        return WakeUp(due: publishedAt, queue: published.queue, semantics: published.semantics, holder: holder)
    }
}
