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
    private var answers: [(succeeded: Bool, error: String, text: String)]
    private static let steps = 10_000

    /// The state in which the case ends.
    static func end(of recorded: JSONValue) throws -> ExecutionState {
        guard let definition = recorded["definition"]?.stringValue else { throw Skip.notRecorded }
        var machine: HistoryMachine
        do throws(DefinitionError) {
            machine = try HistoryMachine(definition)
        } catch {
            throw Skip.definitionNotSupportedYet
        }
        machine.begin = Timestamp(microseconds: 1_800_000_000_000_000)
        let events = recorded["expected"]?["events"]?.arrayValue ?? []
        var run = RecordedRun(player: try HistoryPlayer(machine), answers: events.compactMap(answer))
        let input = try JSONText(validating: recorded["input"]?.stringValue ?? "{}")
        return try run.play(input)
    }

    private mutating func play(_ input: JSONText) throws -> ExecutionState {
        _ = try player.play(.start(input: input))
        for _ in 0..<Self.steps where player.state.status == .running {
            try step()
        }
        return player.state
    }

    private mutating func step() throws {
        let effects = player.state.pendingEffects
        for effect in effects {
            switch effect {
            case .run(let task):
                guard let answer = answers.first else { throw Skip.noAnswerRecorded }
                if !answer.succeeded, answer.error == "States.Timeout", player.state.nextTimer != nil {
                    answers.removeFirst()
                    return try wait()
                }
                answers.removeFirst()
                if answer.succeeded {
                    _ = try player.play(.succeeds(state: task.state, output: JSONText(validating: answer.text)))
                } else {
                    _ = try player.play(.fails(state: task.state, error: answer.error, cause: answer.text))
                }
                return
            case .begin(let task): _ = try player.play(.begin(state: task.state))
            case .proceed: _ = try player.play(.proceed)
            case .wakeAt: if effects.count == 1 { return try wait() }
            }
        }
    }

    private mutating func wait() throws {
        guard let due = player.state.nextTimer else { throw Skip.noAnswerRecorded }
        _ = try player.play(.advance(max(.zero, due.duration(since: player.now))))
    }

    /// What a task answered, where the event says so.
    private static func answer(_ event: JSONValue) -> (succeeded: Bool, error: String, text: String)? {
        for kind in ["task", "lambdaFunction", "activity"] {
            if let details = event["\(kind)SucceededEventDetails"], let output = details["output"] {
                return (true, "", output.stringValue ?? output.text)
            }
            for end in ["Failed", "TimedOut", "ScheduleFailed", "StartFailed", "SubmitFailed"] {
                guard let details = event["\(kind)\(end)EventDetails"] else { continue }
                let error = details["error"]?.stringValue ?? (end == "TimedOut" ? "States.Timeout" : "")
                // Where the cause was JSON, the recording holds its value.
                return (false, error, details["cause"]?.stringValue ?? details["cause"]?.text ?? "")
            }
        }
        guard let type = event["type"]?.stringValue, type.hasSuffix("TimedOut"), type != "ExecutionTimedOut" else {
            return nil
        }
        return (false, "States.Timeout", "")
    }
}
