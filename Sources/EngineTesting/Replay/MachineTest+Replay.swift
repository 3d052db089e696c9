internal import Engine
internal import EventLog
internal import StatesLanguage

extension MachineTest {
    /// Runs an execution again that ran on another definition, or on this one: on its input, with the answers and the chance
    /// that it had, each after the time that it took. As long as it goes as it went, its decisions are made at the moments of
    /// then, which `$now()` and `$$.State.EnteredTime` tell. What draws chance behind a takeover draws another one: it follows from
    /// the number of its event, too.
    ///
    /// A call that the history has no answer for is answered by a mock; where there is none, the replay ends there, and the
    /// report says so.
    ///
    /// ```swift
    /// let history = try ExportedHistory(parsing: String(contentsOfFile: "may.history.jsonl", encoding: .utf8))
    /// let report = try await MachineTest(newDefinition).replay(history)
    /// #expect(report.isSame, "\(report)")
    /// ```
    ///
    /// - Throws: `MachineTestError` where the core refuses the history.
    public func replay(_ history: ExportedHistory) async throws(MachineTestError) -> ReplayReport {
        var simulation = MachineSimulation(
            machine, policies: policies, limits: limits, at: history.startTime, along: history.pace)
        var start = history.start
        start.definition = machine.definitionHash
        start.role = machine.role.hash
        start.roleArn = machine.role.arn
        start.timeoutSeconds = machine.definition.timeoutSeconds
        var obstacle: String?
        do {
            try await simulation.run(start) { call throws(MachineTestError) in try answer(call, history) }
        } catch {
            obstacle = error.description
        }
        let events = simulation.events.compactMap { recorded in
            (try? ExecutionEvent(recorded)).map { (recorded.version, $0) }
        }
        return ReplayReport(
            then: history.story.all, now: ExecutionStory(events: events).all,
            run: obstacle == nil ? try TestRun(simulation, machine) : nil, obstacle: obstacle)
    }

    private func answer(_ call: TaskCall, _ history: ExportedHistory) throws(MachineTestError) -> MockAnswer {
        if let answers = history.answers[call.task.state], call.number < answers.count {
            return MockAnswer(answers[call.number].outcome, after: answers[call.number].delay)
        }
        let (state, resource) = (call.task.state, call.task.resource)
        if let mock = mocks.answer(state: state, resource: resource, call: call.number) { return mock }
        throw MachineTestError("the state '\(state)' calls '\(resource)', and the history has no answer to that")
    }
}
