public import EventLog

/// What is to be done in the world, as it follows from an execution's state.
///
/// A fresh start and a recovery read the same effects off the same state: that is why they are the same code.
public enum Effect: Hashable, Sendable {
    /// A handler is to run this attempt; its run has been recorded as begun.
    case run(TaskAttempt)
    /// This attempt is scheduled and no run of it has begun; it may have to wait for a place.
    case begin(TaskAttempt)
    /// The core is to be asked again at this moment.
    case wakeAt(Timestamp)
    /// The core is to be asked again now: a decision was cut off.
    case proceed
}

extension ExecutionState {
    /// Everything that is to be done and has no result yet.
    public var pendingEffects: [Effect] {
        guard start != nil, status == .running, parked == nil else { return [] }
        var effects: [Effect] = []
        var goesOn = frames.isEmpty
        for frame in frames {
            switch frame.phase {
            case .running:
                if let task = frame.task { effects.append(.run(task)) }
            case .scheduled:
                if let task = frame.task { effects.append(.begin(task)) }
            case .waiting, .retrying, .submitted, .suspended: break
            case .forked: if frame.fork?.canOpen ?? false { goesOn = true }
            default: goesOn = true
            }
        }
        if goesOn { effects.append(.proceed) }
        if let nextTimer { effects.append(.wakeAt(nextTimer)) }
        return effects
    }
}
