internal import EventLog
internal import Metrics

/// What the engine counts and times, under the names that `docs/operating.md` lists.
struct EngineMetrics: Sendable {
    private let executionsStarted = Counter(label: "daybook_executions_started")
    private let runsBegan = Counter(label: "daybook_task_runs")
    private let commits = Counter(label: "daybook_commits")
    private let conflicts = Counter(label: "daybook_commit_conflicts")
    private let commitDuration = Metrics.Timer(label: "daybook_commit_duration")
    private let ends: [ExecutionStatus: Counter]

    init() {
        var ends: [ExecutionStatus: Counter] = [:]
        for status in ExecutionStatus.allCases where status != .running {
            ends[status] = Counter(label: "daybook_executions_ended", dimensions: [("status", status.rawValue)])
        }
        self.ends = ends
    }

    func started() { executionsStarted.increment() }
    func runBegan() { runsBegan.increment() }
    func conflicted() { conflicts.increment() }
    func ended(_ state: ExecutionState) { ends[state.status]?.increment() }

    func committed(_ count: Int, in duration: Duration) {
        commits.increment(by: count)
        commitDuration.recordNanoseconds(
            duration.components.seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000)
    }
}
