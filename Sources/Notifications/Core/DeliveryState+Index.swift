internal import EventLog

extension DeliveryState {
    /// The status of the stream.
    var status: StreamStatus {
        switch phase {
        case .open: .pending
        case .delivered: .delivered
        case .givenUp: .givenUp
        }
    }

    /// None: topic and execution are the message's, and a row of an index for each delivery would cost more than it finds.
    var labels: StreamLabels { [:] }

    /// The wake-up of the stream; `nil` where nobody is needed any more.
    func wakeUp(holder: WorkerID?) -> WakeUp? {
        guard let created, let due else { return nil }
        return WakeUp(due: due, queue: created.queue, semantics: created.semantics, holder: holder)
    }
}
