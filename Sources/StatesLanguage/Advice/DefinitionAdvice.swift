import JSON

/// What goes further than the service's own checks: warnings of what can never happen and of what may wait for ever.
struct DefinitionAdvice {
    let findings: Findings
    let places: StatePlaces

    func check(_ machine: StateMachineDefinition) {
        let states = machine.allStates
        let rules = ErrorRuleAdvice(findings: findings)
        for state in states {
            guard let place = places.of[state.name] else { continue }
            switch state {
            case .task(let task):
                check(rules, task, at: place, hasHeartbeat: task.heartbeat != nil)
                if machine.timeoutSeconds == nil { warnOfEndlessWait(task, at: place) }
            case .parallel(let parallel): check(rules, parallel, at: place)
            case .map(let map): check(rules, map, at: place)
            case .pass, .choice, .wait, .succeed, .fail: continue
            }
        }
        PathAdvice(findings: findings, places: places, flow: DataFlow(machine)).check(states)
    }

    private func check(
        _ rules: ErrorRuleAdvice, _ state: some FallibleState, at place: JSONPointer, hasHeartbeat: Bool? = nil
    ) {
        rules.check(state.retry.map(\.errors), "Retry", of: place, hasHeartbeat: hasHeartbeat)
        rules.check(state.catch.map(\.errors), "Catch", of: place, hasHeartbeat: hasHeartbeat)
    }

    /// Somebody has to answer, and nothing says what happens where nobody does.
    private func warnOfEndlessWait(_ task: TaskState, at place: JSONPointer) {
        guard task.timeout == nil, task.heartbeat == nil else { return }
        let isActivity = task.resource.hasPrefix("arn:") && task.resource.contains(":activity:")
        guard isActivity || task.resource.hasSuffix(".waitForTaskToken") else { return }
        let who = isActivity ? "a worker" : "whoever has the token"
        findings.warning(
            .unboundedWait,
            "Without 'TimeoutSeconds' or 'HeartbeatSeconds' the state waits for ever where \(who) never answers",
            at: place.appending("Resource"))
    }
}
