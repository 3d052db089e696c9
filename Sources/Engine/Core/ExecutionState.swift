public import EventLog
public import JSON

/// The state of an execution: the fold of its stream, and nothing besides.
public struct ExecutionState: Hashable, Sendable {
    /// The version of the last event folded; 0 before the first.
    public internal(set) var version: StreamVersion = .none
    /// When the last event happened.
    public internal(set) var lastEventAt = Timestamp(microseconds: 0)
    /// The first event's content; `nil` before it.
    public internal(set) var start: ExecutionEvent.ExecutionStarted?
    /// The execution's ARN; empty before the first event.
    public internal(set) var arn = ""
    /// The name of its machine; empty before the first event.
    public internal(set) var stateMachineName = ""
    /// When the execution started.
    public internal(set) var startedAt = Timestamp(microseconds: 0)
    /// When it ended; `nil` while it runs.
    public internal(set) var stoppedAt: Timestamp?
    /// Where it stands.
    public internal(set) var status = ExecutionStatus.running
    /// Its output, once it succeeded.
    public internal(set) var output: JSONText?
    /// The failure that ended it.
    public internal(set) var error: String?
    /// What happened, where it failed.
    public internal(set) var cause: String?
    /// The blocks being run: the machine's own, and the branches and iterations that are open.
    public internal(set) var frames = Frames()
    /// The failures that Catchers took, oldest first.
    public internal(set) var caught = GrowingList<CaughtFailure>()
    /// The states entered, oldest first: the path taken.
    public internal(set) var path = GrowingList<PathStep>()
    /// How many bytes the variables of all open frames take.
    var variablesSize = 0
    /// How often it was redriven.
    public internal(set) var redriveCount = 0
    /// When it was last redriven.
    public internal(set) var redrivenAt: Timestamp?
    /// What the last one who redrove it called his request.
    public internal(set) var redriveToken: String?
    /// Of an execution of a Map Run: the redrive of the run that began it or let it go on; 0 where none did.
    public internal(set) var mapRunRedrive = 0
    /// How many takeovers there were since it last made progress.
    public internal(set) var takeoversWithoutProgress = 0
    /// The worker that last began a run or took over.
    public internal(set) var worker: WorkerID?
    /// Why it is stuck; `nil` where it is not.
    public internal(set) var parked: String?
    /// How many of its events the service's history would show.
    public internal(set) var historyLength = 0

    /// An execution of which nothing is known yet.
    public init() {}

    /// The state that the events of a whole stream fold to.
    ///
    /// - Throws: `ExecutionEventError` at the first event that is unknown, malformed or impossible.
    public init(folding events: some Sequence<RecordedEvent>) throws(ExecutionEventError) {
        self.init()
        for event in events {
            try evolve(event)
        }
    }

    /// When the execution's `TimeoutSeconds` run out; a redrive starts them anew.
    public var deadline: Timestamp? {
        guard let seconds = start?.timeoutSeconds else { return nil }
        return (redrivenAt ?? startedAt).adding(.seconds(seconds))
    }

    /// The next moment at which something happens by itself; `nil` where there is none.
    public var nextTimer: Timestamp? {
        guard status == .running, parked == nil else { return nil }
        var next = deadline
        for frame in frames {
            if let timer = frame.timer { next = min(next ?? timer, timer) }
        }
        return next
    }

    /// Whether only time, or somebody outside, can move it: it needs no worker before `sleepsUntil`.
    public var isAsleep: Bool {
        status == .running && !frames.isEmpty && frames.allSatisfy(\.isAsleep)
    }

    /// Whether an attempt was scheduled and its end would still count.
    func isOpen(_ task: TaskID) -> Bool {
        guard status == .running, let frame = frames.frame(of: task).flatMap({ frames[$0] }) else { return false }
        if case .scheduled = frame.phase { return true }
        return frame.isOpenToAnswers
    }

    /// When it wakes by itself; the distant future where only somebody outside can wake it, and `nil` where it does not
    /// sleep.
    var sleepsUntil: Timestamp? { isAsleep ? nextTimer ?? .distantFuture : nil }
}
