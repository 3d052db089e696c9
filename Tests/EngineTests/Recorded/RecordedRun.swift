import Engine
import EngineTesting
import EventLog
import JSON
import StatesLanguage

/// Runs a recorded execution on the pure core: its tasks answer what they answered then, its timers come when they are due.
struct RecordedRun {
    /// Why a case was not compared.
    enum Skip: Error, Hashable {
        case definitionNotSupportedYet
        case notRecorded
        case noAnswerRecorded
    }

    private var player: HistoryPlayer
    private var answers: [Answer]

    /// What a task answered, and the state it was in.
    private struct Answer {
        let state: String?
        let succeeded: Bool
        let error: String
        let text: String
    }

    private static let steps = 10_000

    /// The case, played to its end.
    static func played(_ recorded: JSONValue) throws -> RecordedEnd {
        guard let definition = recorded["definition"]?.stringValue else { throw Skip.notRecorded }
        var machine: HistoryMachine
        do throws(DefinitionError) {
            let arn = recorded["role"]?.stringValue ?? "arn:aws:iam::123456789012:role/daybook"
            machine = try HistoryMachine(definition, role: Role(arn: arn, resources: ["*"], topics: ["*"]))
        } catch {
            throw Skip.definitionNotSupportedYet
        }
        machine.begin = Timestamp(microseconds: 1_800_000_000_000_000)
        machine.name = recorded["stateMachine"]?.stringValue ?? machine.name
        for resource in machine.machine.resources where resource.contains(".sync") {
            machine.policies[resource] = ResourcePolicy(awaitsToken: true)
        }
        let events = recorded["expected"]?["events"]?.arrayValue ?? []
        var run = RecordedRun(player: try HistoryPlayer(machine), answers: events.compactMap { answer($0, in: events) })
        let input = try JSONText(validating: recorded["input"]?.stringValue ?? "{}")
        try run.play(input)
        return RecordedEnd(
            state: run.player.state, events: run.player.events, definition: run.player.machine.machine.definition)
    }

    private mutating func play(_ input: JSONText) throws {
        _ = try player.play(.start(input: input))
        for _ in 0..<Self.steps where player.state.status == .running {
            try step()
        }
    }

    private mutating func step() throws {
        let effects = player.state.pendingEffects
        let running = effects.compactMap { if case .run(let task) = $0 { task } else { nil } }
        // Of several that run, the one answers that answered first then.
        if let answer = answers.first, let task = running.first(where: { $0.state == answer.state }) ?? running.first {
            answers.removeFirst()
            return try take(answer, task)
        }
        if let answer = answers.first, let state = answer.state, isSubmitted(state) {
            answers.removeFirst()
            _ = try player.play(
                answer.succeeded
                    ? .tokenSucceeds(state: state, output: JSONText(validating: answer.text))
                    : .tokenFails(state: state, error: answer.error, cause: answer.text))
            return
        }
        for effect in effects {
            switch effect {
            case .run: throw Skip.noAnswerRecorded
            case .begin(let task): _ = try player.play(.begin(state: task.state))
            case .proceed: _ = try player.play(.proceed)
            case .wakeAt: if effects.count == 1 { return try wait() }
            }
        }
    }

    private func isSubmitted(_ state: String) -> Bool {
        player.state.frames.contains { $0.state == state && $0.phase == .submitted }
    }

    private mutating func take(_ answer: Answer, _ task: TaskAttempt) throws {
        if !answer.succeeded, answer.error == "States.Timeout", player.state.nextTimer != nil { return try wait() }
        if answer.succeeded {
            _ = try player.play(.succeeds(state: task.state, output: JSONText(validating: answer.text)))
        } else {
            _ = try player.play(.fails(state: task.state, error: answer.error, cause: answer.text))
        }
    }

    private mutating func wait() throws {
        guard let due = player.state.nextTimer else { throw Skip.noAnswerRecorded }
        _ = try player.play(.advance(max(.zero, due.duration(since: player.now))))
    }

    /// What a task answered, where the event says so.
    private static func answer(_ event: JSONValue, in events: [JSONValue]) -> Answer? {
        let state = state(of: event, in: events)
        for kind in ["task", "lambdaFunction", "activity"] {
            let result = event["\(kind)SucceededEventDetails"] ?? event["\(kind)SubmittedEventDetails"]
            if let output = result?["output"] {
                return Answer(state: state, succeeded: true, error: "", text: output.stringValue ?? output.text)
            }
            for end in ["Failed", "TimedOut", "ScheduleFailed", "StartFailed", "SubmitFailed"] {
                guard let details = event["\(kind)\(end)EventDetails"] else { continue }
                let error = details["error"]?.stringValue ?? (end == "TimedOut" ? "States.Timeout" : "")
                // Where the cause was JSON, the recording holds its value.
                let cause = details["cause"]?.stringValue ?? details["cause"]?.text ?? ""
                return Answer(state: state, succeeded: false, error: error, text: cause)
            }
        }
        guard let type = event["type"]?.stringValue, type.hasSuffix("TimedOut"), type != "ExecutionTimedOut" else {
            return nil
        }
        return Answer(state: state, succeeded: false, error: "States.Timeout", text: "")
    }

    /// The state that an event happened in: that of the entry it follows.
    private static func state(of event: JSONValue, in events: [JSONValue]) -> String? {
        var event = event
        while let id = event["previousEventId"]?.numberValue?.int, events.indices.contains(id - 1) {
            event = events[id - 1]
            if let name = event["stateEnteredEventDetails"]?["name"]?.stringValue { return name }
        }
        return nil
    }
}
