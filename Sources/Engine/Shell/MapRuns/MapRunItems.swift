internal import EventLog
internal import FoundationEssentials
internal import JSON
internal import StatesLanguage

/// Makes of items what the executions of a distributed Map are given: `ItemSelector`, then batches.
struct MapRunItems {
    /// What one execution is given, and how many items that are.
    struct Batch {
        let input: JSONText
        let count: Int
        /// Whether it is more than an item by itself.
        var isBatch = true
    }

    let state: MapState
    let plan: MapRunPlan
    /// The execution of the Map.
    let parent: StreamID
    /// The Map's task.
    let task: TaskID
    private let input: ParsedInput
    private let surroundings: ContextObject

    /// - Parameter contextReplacement: what `$$` shows in the place of the execution's own facts.
    init(
        state: MapState, plan: MapRunPlan, context: TaskContext, parent: ExecutionState,
        contextReplacement: JSONObject? = nil
    ) throws(JSONError) {
        self.state = state
        self.plan = plan
        self.parent = context.execution
        self.task = context.task
        let frame = parent.frames.first { $0.task?.id == context.task }
        var variables = Variables()
        variables.assign(plan.variables)
        input = try plan.selectorInput.map { value throws(JSONError) in try ParsedInput(JSONText(value)) } ?? .empty
        // The same of the same items, also where the run goes on much later: what was begun is known by it.
        let begun = frame?.mapRun
        let key = "\(context.execution.uuid.text)/\(begun?.run.task ?? context.task)"
        let chance = UUID(version8: "\(key)/items".utf8)
        let redrivenAt = begun.map(\.redrivenAt) ?? parent.redrivenAt
        var surroundings = ContextObject(
            execution: .init(
                id: context.executionArn, input: parent.start?.input ?? .emptyObject, name: context.executionName,
                roleArn: parent.start?.roleArn ?? "",
                startTime: Instant(microseconds: parent.startedAt.microseconds),
                redriveCount: begun?.redriveCount ?? parent.redriveCount,
                redriveTime: redrivenAt.map { Instant(microseconds: $0.microseconds) }),
            state: .init(
                enteredTime: Instant(microseconds: (frame?.enteredAt ?? parent.startedAt).microseconds),
                name: context.state, retryCount: begun?.retryCount ?? frame?.retryCount ?? 0),
            stateMachine: .init(id: context.stateMachineArn, name: parent.stateMachineName), task: nil, mapItem: nil,
            variables: variables, chance: Chance(high: chance.high, low: chance.low))
        surroundings.replacement = contextReplacement
        self.surroundings = surroundings
    }

    /// The next batch; nil behind the last item.
    ///
    /// - Parameter index: the number of the next item, which is counted on.
    func next(_ source: inout ItemSource, index: inout Int, waiting: inout JSONText?) async throws -> Batch? {
        guard plan.batchItems != nil || plan.batchBytes != nil else {
            guard let item = try await source.next() else { return nil }
            defer { index += 1 }
            return Batch(input: try selected(item, index), count: 1, isBatch: false)
        }
        var items: [JSONText] = []
        var size = 64 + (plan.batchInput.map { JSONText($0).count } ?? 0)
        while items.count < plan.batchItems ?? Int.max {
            guard let item = try await nextSelected(&source, &index, &waiting) else { break }
            // One item is always taken, however large.
            if let most = plan.batchBytes, !items.isEmpty, size + item.count + 1 > most {
                waiting = item
                break
            }
            items.append(item)
            size += item.count + 1
        }
        return items.isEmpty ? nil : Batch(input: batch(of: items), count: items.count)
    }

    private func nextSelected(
        _ source: inout ItemSource, _ index: inout Int, _ waiting: inout JSONText?
    ) async throws -> JSONText? {
        if let item = waiting {
            waiting = nil
            return item
        }
        guard let item = try await source.next() else { return nil }
        defer { index += 1 }
        return try selected(item, index)
    }

    private func selected(_ item: JSONText, _ index: Int) throws -> JSONText {
        var context = ContextObject(
            execution: surroundings.execution, state: surroundings.state, stateMachine: surroundings.stateMachine,
            task: nil, mapItem: .init(index: index, value: item), variables: surroundings.variables,
            chance: surroundings.chance.numbered(UInt64(index)))
        context.replacement = surroundings.replacement
        do throws(StateRuntimeError) {
            return try state.itemInput(item, input: input, context: context)
        } catch {
            throw TaskError(error.error, cause: error.cause)
        }
    }

    private func batch(of items: [JSONText]) -> JSONText {
        var writer = JSONWriter()
        writer.beginObject()
        if let batchInput = plan.batchInput {
            writer.key("BatchInput")
            writer.value(batchInput)
        }
        writer.key("Items")
        writer.beginArray()
        for item in items { writer.text(item) }
        writer.endArray()
        writer.endObject()
        return JSONText(unchecked: writer.utf8[...])
    }
}
