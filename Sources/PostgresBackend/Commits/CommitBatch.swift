internal import EventLog

/// The statements of one transaction of commits that name different streams, sorted by stream so that two writers wait
/// for one another in one order only.
struct CommitBatch {
    /// The statements in their order.
    private(set) var statements: [BoundStatement] = []
    /// Where work comes up with it, as far as is known before it is carried out.
    private(set) var queues: Set<Queue> = []
    /// Which reply tells further queues.
    private var placeOfMarks: Int?

    init(_ commits: [Commit], clock: StoreClock, lockTimeout: Duration? = nil) {
        let parts = commits.flatMap { zip($0.appends, $0.records) }.sorted { $0.0.stream.uuid < $1.0.stream.uuid }
        if let lockTimeout { statements.append(SessionStatements.lockTimeout(lockTimeout)) }
        let events = parts.flatMap(\.1)
        if !events.isEmpty { statements.append(EventStatements.insert(events)) }
        let eventless = commits.filter { $0.records.allSatisfy(\.isEmpty) }.map(\.id)
        if !eventless.isEmpty { statements.append(WakeUpStatements.noteEventless(eventless, clock: clock)) }
        enter(parts.map { ($0.0, $0.1) })
        change(parts.map(\.0), clock)
        let decided = parts.map(\.0).filter { $0.expected.version > .none }
        if !decided.isEmpty { statements.append(EventStatements.requireHeads(decided)) }
    }

    /// The queues on which something came up, by the replies too.
    func queues(in replies: [Reply]) -> Set<Queue> {
        guard let placeOfMarks, placeOfMarks < replies.count else { return queues }
        let marks = replies[placeOfMarks]
        return queues.union((0..<marks.count).map { Queue(marks.text($0, 0)) })
    }

    /// Streams, their status and their labels.
    private mutating func enter(_ parts: [(append: Append, records: [RecordedEvent])]) {
        var new: [StreamStatements.NewStream] = []
        var statuses: [(stream: StreamID, status: StreamStatus)] = []
        var labels: [(stream: StreamID, labels: StreamLabels)] = []
        for (append, records) in parts {
            if append.expected.version == .none, let first = records.first {
                new.append(
                    .init(
                        stream: append.stream, createdAt: first.recordedAt, status: append.status ?? .open,
                        labels: append.labels ?? [:]))
            } else {
                if let status = append.status { statuses.append((append.stream, status)) }
                if let changed = append.labels { labels.append((append.stream, changed)) }
            }
        }
        if !new.isEmpty { statements.append(StreamStatements.insert(new)) }
        let labelled = new.filter { !$0.labels.isEmpty }.map(\.stream)
        if !labelled.isEmpty { statements.append(StreamStatements.enterLabels(labelled)) }
        if !statuses.isEmpty { statements.append(StreamStatements.setStatus(statuses)) }
        if !labels.isEmpty { statements += StreamStatements.setLabels(labels) }
    }

    /// Wake-ups.
    private mutating func change(_ appends: [Append], _ clock: StoreClock) {
        var set: [(stream: StreamID, wakeUp: WakeUp)] = []
        var removed: [StreamID] = []
        var marks: [(stream: StreamID, isPoke: Bool)] = []
        for append in appends {
            switch append.wakeUp {
            case .unchanged: break
            case .remove: removed.append(append.stream)
            case .markMoved: marks.append((append.stream, append.events.isEmpty))
            case .set(let wakeUp):
                set.append((append.stream, wakeUp))
                if wakeUp.holder == nil { queues.insert(wakeUp.queue) }
            }
        }
        if !set.isEmpty { statements.append(WakeUpStatements.set(set, clock: clock)) }
        if !removed.isEmpty { statements.append(WakeUpStatements.remove(removed)) }
        if !marks.isEmpty {
            placeOfMarks = statements.count
            statements.append(WakeUpStatements.markMoved(marks, clock: clock))
        }
    }
}
