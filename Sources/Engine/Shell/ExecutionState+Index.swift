internal import EventLog

extension ExecutionState {
    /// The wake-up that an append which leads to this state writes, or nothing where it is left as it is.
    ///
    /// While somebody holds an execution, its wake-up is written only when it falls asleep, is parked or ends.
    func wakeUpChange(holder: WorkerID?) -> WakeUpChange {
        guard let start else { return .unchanged }
        guard status == .running else { return .remove }
        var wakeUp = WakeUp(due: lastEventAt, queue: start.queue, semantics: start.semantics.rawValue)
        if let parked {
            wakeUp.parked = parked
            return .set(wakeUp)
        }
        guard let due = sleepsUntil else { return .unchanged }
        wakeUp.due = due
        wakeUp.holder = holder
        return .set(wakeUp)
    }
}

extension ExecutionState {
    /// The wake-up of an execution that nobody holds: what `wakeUpChange` says, or otherwise due at `due`.
    func wakeUpChange(holder: WorkerID?, orDueAt due: Timestamp) -> WakeUpChange {
        guard case .unchanged = wakeUpChange(holder: holder), let start else { return wakeUpChange(holder: holder) }
        return .set(
            WakeUp(due: due, queue: start.queue, semantics: start.semantics.rawValue, holder: holder))
    }
}
