internal import EventLog
internal import JSON
internal import StatesLanguage

/// One run of a distributed Map, from the first item to the last result. In memory are the items of the executions that run,
/// and what has ended ahead of its turn.
struct MapRun {
    /// An execution has ended, or somebody changed what the run is held to.
    private enum Progress: Sendable {
        case ended(MapRunChildren.End)
        case changed([MapRunChange])
    }

    let plan: MapRunPlan
    let distributed: DistributedMap
    let children: MapRunChildren
    let items: MapRunItems
    private let watch: MapRunWatch
    private var limits: MapRunLimits
    /// How many changes the limits have in them.
    private var knownChanges = 0
    private var objects: (any ObjectStore)?
    /// The rows, where the items are those of a query.
    private var rows: QueriedItems?
    /// The most bytes of the state's result.
    var mostBytes = Int.max
    /// Whether it has yet to come to its results.
    private(set) var isReading = true
    private var failedItems = 0
    private var begun = 0
    /// The number of items, where a percentage may fail.
    private var total: Int?
    private var ahead: [Int: MapRunChildren.End] = [:]
    private var nextResult = 0

    /// How many executions run at one time where the Map does not say.
    private static let concurrency = 1000

    init(plan: MapRunPlan, distributed: DistributedMap, children: MapRunChildren, items: MapRunItems) {
        self.plan = plan
        limits = MapRunLimits(plan)
        watch = MapRunWatch(engine: children.engine, stream: MapRunRecord.stream(children.id.uuid))
        self.distributed = distributed
        self.children = children
        self.items = items
    }

    mutating func run(objects: (any ObjectStore)?, changes: [MapRunChange]) async throws -> JSONText {
        let isQuery = distributed.reader?.isQuery ?? false
        rows = isQuery ? try await QueriedItems.recorded(plan, children.id, children.engine) : nil
        self.objects = objects
        try await apply(changes)
        var source = try await ItemSource(plan, distributed.reader, in: objects, rows: rows)
        var results = try MapRunResults(plan, distributed.writer, arn: children.arn, id: children.id, in: objects)
        isReading = true
        do {
            try await runAll(&source, &results)
        } catch {
            await stopAfter(error)
            throw error
        }
        isReading = false
        return try await results.end()
    }

    private mutating func runAll(_ source: inout ItemSource, _ results: inout MapRunResults) async throws {
        try await withThrowingTaskGroup(of: Progress.self) { group in
            var (index, waiting, isExhausted, running) = (0, JSONText?.none, false, 0)
            addWatch(to: &group)
            while true {
                // What ended far ahead of its turn waits in memory, and so not too much may be begun.
                while !isExhausted, begun - nextResult < width {
                    guard let batch = try await items.next(&source, index: &index, waiting: &waiting) else {
                        isExhausted = true
                        // Else a result would be left out.
                        if try await children.begunInput(begun) != nil {
                            throw ItemReaderFailure("The items changed while the Map ran: there were more before.")
                        }
                        break
                    }
                    let (number, children) = (begun, children)
                    begun += 1
                    running += 1
                    group.addTask { .ended(try await children.run(number, batch)) }
                }
                guard running > 0, let progress = try await group.next() else { break }
                switch progress {
                case .ended(let end):
                    running -= 1
                    try await take(end, &results)
                case .changed(let changes):
                    try await apply(changes)
                    addWatch(to: &group)
                }
            }
            group.cancelAll()
        }
    }

    private func addWatch(to group: inout ThrowingTaskGroup<Progress, any Error>) {
        let (watch, known) = (watch, knownChanges)
        group.addTask { .changed(try await watch.changes(after: known)) }
    }

    private var width: Int {
        limits.maxConcurrency <= 0 ? MapRun.concurrency : min(limits.maxConcurrency, MapRun.concurrency)
    }

    /// Goes on by what was changed: with less tolerance it may have failed already.
    private mutating func apply(_ changes: [MapRunChange]) async throws {
        for change in changes.dropFirst(knownChanges) { limits.apply(change) }
        knownChanges = max(knownChanges, changes.count)
        if limits.toleratedFailurePercentage != nil, total == nil { total = try await countItems() }
        try requireTolerable()
    }

    private func requireTolerable() throws(TaskError) {
        guard limits.tolerates(failedItems, of: total ?? 1) ?? (failedItems == 0) else {
            throw TaskError(
                PredefinedError.exceedToleratedFailureThreshold,
                cause: "The specified tolerated failure threshold was exceeded")
        }
    }

    private mutating func take(_ end: MapRunChildren.End, _ results: inout MapRunResults) async throws {
        if end.description.status != .succeeded { failedItems += end.items }
        try requireTolerable()
        ahead[end.number] = end
        isReading = false
        while let next = ahead.removeValue(forKey: nextResult) {
            try await results.add(next.description)
            nextResult += 1
        }
        guard results.size <= mostBytes else {
            let cause =
                "The state/task '\(items.state.name)' returned a result with a size exceeding the maximum number of bytes "
                + "service limit."
            throw TaskError(PredefinedError.dataLimitExceeded, cause: cause)
        }
        isReading = true
    }

    private func countItems() async throws -> Int {
        if let rows { return rows.count }
        var source = try await ItemSource(plan, distributed.reader, in: objects, rows: nil)
        var count = 0
        while try await source.next() != nil { count += 1 }
        return count
    }

    /// Where the Map failed, or nobody waits for it any more, its executions end too; where only this engine stops, they go on.
    private func stopAfter(_ error: any Error) async {
        // What was asked for when the task was cancelled fails in ways of its own.
        let wasCancelled = Task.isCancelled
        let (children, parent, task) = (children, items.parent, items.task)
        // The task that runs this may be cancelled already, and the store is asked all the same.
        await Task {
            if error is CancellationError || error is EngineError || wasCancelled {
                guard await children.engine.isOver(task, of: parent) else { return }
            }
            await children.stop()
        }.value
    }
}

extension ExecutionEngine {
    /// Whether nobody waits for a task any more; false also where the store does not say so for some seconds.
    fileprivate func isOver(_ task: TaskID, of execution: StreamID) async -> Bool {
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            do {
                return try await !client.describe(execution).state.isOpen(task)
            } catch {
                guard case .store(let failure) = error, failure.advice != .giveUp else { return false }
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
        return false
    }
}
