internal import EventLog
internal import JSON
internal import StatesLanguage

extension Decider {
    /// Leaves a state; an output that is too large ends the execution, or a loop could double it until memory ends.
    func exit(
        _ frame: Frame, output: JSONText, assigned: JSONText? = nil, drawsChance: Bool = false,
        _ transition: Transition, in draft: inout Draft
    ) {
        guard output.count <= limits.payloadBytes else {
            let cause =
                "The state/task '\(frame.state)' returned a result with a size exceeding the maximum number of bytes "
                + "service limit."
            return fail(frame, Failure(error: PredefinedError.dataLimitExceeded, cause: cause), in: &draft)
        }
        if let assigned, let cause = excess(of: assigned, in: draft.state) {
            return fail(frame, Failure(error: PredefinedError.dataLimitExceeded, cause: cause), in: &draft)
        }
        let next: String? =
            switch transition {
            case .next(let name): name
            case .end: nil
            }
        draft.record(
            .stateExited(
                .init(
                    frame: frame.id, state: frame.state, output: output, next: next, assigned: assigned,
                    seed: drawsChance ? draft.seed : nil)))
    }

    /// Leaves a state whose task, branches or iterations succeeded.
    func leave(
        _ state: some FallibleState, _ frame: Frame, with result: JSONText, in draft: inout Draft
    ) throws(StateRuntimeError) {
        let context = context(frame, in: draft)
        let output = try state.output(result: result, raw: frame.input, context: context)
        let assigned = try state.assigned(result: result, raw: frame.input, context: context)
        exit(frame, output: output, assigned: assigned, drawsChance: state.drawsChance, state.transition, in: &draft)
    }

    /// What is too large of variables that are to be assigned; `nil` where nothing is.
    private func excess(of assigned: JSONText, in state: ExecutionState) -> String? {
        if assigned.count > limits.payloadBytes {
            return "The size of the variables to assign exceeds the limit of \(limits.payloadBytes) bytes."
        }
        guard state.variablesSize + assigned.count > limits.variableBytes else { return nil }
        return "The size of all variables exceeds the limit of \(limits.variableBytes) bytes."
    }

    /// The frame's last state was left: its branch is done, or the execution is.
    func finish(_ frame: Frame, _ output: JSONText, in draft: inout Draft) {
        guard let parent = frame.parent else { return draft.record(.executionSucceeded(.init(output: output))) }
        let isIteration = draft.state.frames[parent]?.fork?.plan.items != nil
        let event = ExecutionEvent.BranchSucceeded(frame: frame.id)
        draft.record(isIteration ? .iterationSucceeded(event) : .branchSucceeded(event))
    }

    /// Fails because the machine cannot go on, which no Retrier and no Catcher takes; or because an expression failed, which
    /// they may.
    func fail(_ frame: Frame, _ error: StateRuntimeError, in draft: inout Draft) {
        if error.isQueryEvaluation {
            let drawsChance = definition.state(named: frame.state)?.mayDrawChance ?? false
            return recordEvaluationFailure(
                error, of: frame, in: frame.id, seed: drawsChance ? draft.seed : nil, &draft)
        }
        let cause = error.cause(inState: frame.state, enteredAtEvent: frame.enteredHistoryID)
        fail(frame, Failure(error: error.error, cause: cause), in: &draft)
    }

    /// Records that an expression failed.
    ///
    /// - Parameter id: the frame that fails by it: the state's own, or that of an iteration which it was to begin.
    func recordEvaluationFailure(
        _ error: StateRuntimeError, of state: Frame, in id: FrameID, seed: Seed?, _ draft: inout Draft
    ) {
        let kind = definition.state(named: state.state)?.kind
        draft.record(
            .evaluationFailed(
                .init(
                    frame: id, state: state.state, location: error.location, error: error.error,
                    cause: error.cause(inState: state.state, enteredAtEvent: state.enteredHistoryID),
                    isOfFork: id == state.id && (kind == .map || kind == .parallel), seed: seed)))
    }

    /// Ends the execution with a failure that nothing in the frame took; in a branch, the Parallel or Map state around it
    /// fails instead, and may try again, catch or fail in turn.
    func fail(_ frame: Frame, _ failure: Failure, drawsChance: Bool = false, in draft: inout Draft) {
        let seed = drawsChance ? draft.seed : nil
        guard let parent = frame.parent else {
            return draft.record(.executionFailed(.init(error: failure.error, cause: failure.cause, seed: seed)))
        }
        let isIteration = draft.state.frames[parent]?.fork?.plan.items != nil
        let event = ExecutionEvent.BranchFailed(
            frame: frame.id, error: failure.error,
            matched: failure.matched == failure.error ?? "" ? nil : failure.matched, cause: failure.cause, seed: seed)
        draft.record(isIteration ? .iterationFailed(event) : .branchFailed(event))
    }

    /// Ends the execution because history and definition do not belong together.
    func failDamaged(_ frame: Frame, _ missing: String, in draft: inout Draft) {
        let cause =
            "The definition does not fit the history of the state '\(frame.state)': \(missing) is missing in it."
        draft.record(.executionFailed(.init(error: PredefinedError.runtime, cause: cause)))
    }

    /// What `$$` shows inside a state.
    func context(
        _ frame: Frame, item: ContextObject.MapItem? = nil, token: String? = nil, in draft: Draft
    ) -> ContextObject {
        let state = draft.state
        let surroundings = state.surroundings(of: frame)
        guard let start = state.start else { preconditionFailure("no state is entered before the execution started") }
        var context = ContextObject(
            execution: .init(
                id: state.arn, input: start.input, name: start.name, roleArn: start.roleArn,
                startTime: Instant(microseconds: state.startedAt.microseconds),
                redriveCount: start.expressID == nil ? state.redriveCount : nil,
                redriveTime: state.redrivenAt.map { Instant(microseconds: $0.microseconds) },
                parsedInput: surroundings.executionInput),
            state: .init(
                enteredTime: Instant(microseconds: frame.enteredAt.microseconds), name: frame.state,
                retryCount: definition.state(named: frame.state)?.isFallible == true ? frame.retryCount : nil),
            stateMachine: .init(id: start.stateMachine, name: state.stateMachineName),
            task: (token ?? frame.task?.token).map { .init(token: $0) },
            mapItem: item ?? surroundings.item, variables: frame.variables,
            // The version makes each use of the seed within a decision a different one.
            chance: Chance(high: draft.seed.high, low: draft.seed.low)
                .numbered(UInt64(bitPattern: state.version.rawValue)),
            // The time of the events that follow from it, so they say what it was.
            time: Instant(microseconds: draft.recordedAt.microseconds))
        context.replacement = contextReplacement
        context.allowance = draft.allowance
        return context
    }
}

extension ExecutionState {
    /// What the Map iterations that a frame is in know: the innermost one's item, and the execution's input.
    fileprivate func surroundings(
        of frame: Frame
    ) -> (item: ContextObject.MapItem?, executionInput: JSONValue?) {
        var item: ContextObject.MapItem?
        var executionInput = frame.fork?.plan.executionInput
        var (parent, index) = (frame.parent, frame.index)
        while let id = parent, let around = frames[id] {
            if let plan = around.fork?.plan {
                if item == nil, let items = plan.items, items.indices.contains(index) {
                    item = .init(index: index, value: items[index])
                }
                if executionInput == nil { executionInput = plan.executionInput }
            }
            (parent, index) = (around.parent, around.index)
        }
        return (item, executionInput)
    }
}

extension ExecutionEvent.ExecutionStarted {
    /// The name at the end of the machine's ARN.
    var stateMachineName: String {
        guard let colon = stateMachine.utf8.lastIndex(of: UInt8(ascii: ":")) else { return stateMachine }
        return String(stateMachine[stateMachine.utf8.index(after: colon)...])
    }

    /// The execution's ARN.
    var executionArn: String {
        guard let expressID else {
            return ExecutionEvent.ExecutionStarted.executionArn(named: name, of: stateMachine, called: stateMachineName)
        }
        return stateMachine.replacing(":stateMachine:", with: ":express:", maxReplacements: 1) + ":\(name):\(expressID)"
    }

    /// The machine's ARN with `execution` in the place of `stateMachine`, and the execution's name.
    static func executionArn(named name: String, of stateMachine: String, called machine: String) -> String {
        let suffix = ":stateMachine:" + machine
        guard stateMachine.hasSuffix(suffix) else { return "\(stateMachine):\(name)" }
        return "\(stateMachine.dropLast(suffix.count)):execution:\(machine):\(name)"
    }
}
