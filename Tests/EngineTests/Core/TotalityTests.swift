import Engine
import EngineTesting
import EventLog
import JSON
import Testing

/// Whatever happens, in whatever order: the core answers, within bounds, and what it answers folds.
@Suite("The core") struct TotalityTests {
    static let machines: [Story] =
        Array(TaskTests.stories.prefix(60)) + FailureTests.retries + LifecycleTests.stories + StateKindTests.stories
        + ParallelTests.stories + MapTests.stories + VariableTests.stories

    @Test("answers any input in any state, within bounds, and folds back to the same", arguments: machines)
    func anything(_ story: Story) throws {
        for seed in 0..<5 { try play(story, seed: UInt64(seed)) }
    }

    private func play(_ story: Story, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var machine = try story.machine()
        machine.limits.eventsPerDecision = Int.random(in: 1...6, using: &generator)
        machine.eventLimit = Int.random(in: 1...60, using: &generator)
        machine.hasWorker = Int.random(in: 0..<8, using: &generator) > 0
        var player = try HistoryPlayer(machine)
        for _ in 0..<30 {
            let before = player.state
            let command = command(player.state, &generator)
            let step = try player.play(command)
            let place: Comment = "seed \(seed), \(command) on \(before)"
            #expect(step.events.count <= machine.limits.eventsPerDecision + 3, place)
            #expect(player.state.version.rawValue <= max(2, Int64(machine.eventLimit)), place)
            if before.status != .running, !step.events.isEmpty {
                guard case .redrive = command else {
                    Issue.record("an execution that has ended moved")
                    return
                }
            }
            if before.parked != nil, !step.events.isEmpty {
                #expect(player.state.parked == nil || !isMoved(step), place)
            }
            try strangers(player, machine, &generator)
        }
        #expect(try ExecutionState(folding: player.events) == player.state)
    }

    /// Inputs that name no task there is change nothing.
    private func strangers(
        _ player: HistoryPlayer, _ machine: HistoryMachine, _ generator: inout SeededGenerator
    ) throws {
        guard player.state.start != nil, player.state.status != .running || player.state.parked != nil else { return }
        let id = TaskID(rawValue: Int64.random(in: -3...90, using: &generator))
        let inputs: [ExecutionInput] = [
            .taskFailed(id, error: "E", cause: ""), .taskSucceeded(id, output: .null),
            .taskHeartbeat(id, at: player.now),
            .beginTask(id), .proceed,
        ]
        for input in inputs where player.state.status != .running {
            let decision = try machine.decider().decide(
                input, on: player.state, at: player.now, seed: Seed(high: 1, low: 1))
            #expect(decision.events.isEmpty)
        }
    }

    private func isMoved(_ step: HistoryStep) -> Bool { step.events.contains { $0.type.rawValue == "StateEntered" } }

    private func command(_ state: ExecutionState, _ generator: inout SeededGenerator) -> ScriptCommand {
        guard state.start != nil else { return .start(input: Self.inputs.randomElement(using: &generator) ?? .null) }
        let duration =
            [Duration.zero, .milliseconds(1), .seconds(1), .seconds(7), .seconds(9999)]
            .randomElement(using: &generator) ?? .zero
        // Only tasks that were scheduled once have a name that the player can find.
        let tasks = state.path.filter { $0.attempts > 0 }.map(\.state)
        if let task = tasks.randomElement(using: &generator), Bool.random(using: &generator) {
            let commands: [ScriptCommand] = [
                .succeeds(state: task, output: Self.inputs.randomElement(using: &generator) ?? .null),
                .fails(state: task, error: Self.errors.randomElement(using: &generator) ?? "E", cause: "c"),
                .beats(state: task, ago: duration), .begin(state: task),
                .publishes(state: task, topic: "arn:t", output: .emptyObject),
            ]
            return commands.randomElement(using: &generator) ?? .proceed
        }
        let commands: [ScriptCommand] = [
            .proceed, .later(duration), .advance(duration), .advance(duration), .stop(error: nil, cause: "c"), .redrive,
            .takeOver, .park(reason: "p"), .unpark, .unpark, .start(input: .null),
        ]
        return commands.randomElement(using: &generator) ?? .proceed
    }

    private static let errors = [
        "E", "F", "Again", "States.Timeout", "States.Runtime", "States.DataLimitExceeded", "States.ALL", "",
    ]

    private static let inputs = [
        "{}", #"{"a":1}"#, #"{"n":1}"#, #"{"n":2,"x":{}}"#, "null", "12345", #"{"t":"2026-01-01T01:00:00Z","s":1}"#,
    ].compactMap { try? JSONText(validating: $0) }
}
