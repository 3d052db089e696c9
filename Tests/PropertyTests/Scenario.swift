import Engine
import EngineTesting
import EventLog
import Foundation
import JSON
import StatesLanguage

/// A machine, what its tasks answer, and all that chance decides: made from a seed, and the same each time.
struct Scenario: Sendable {
    let seed: UInt64
    let machine: StateMachine
    /// Whether what happens depends on when a worker died.
    let dependsOnCrashes: Bool

    static let role = Role(arn: "arn:aws:iam::123456789012:role/property", resources: ["*"])
    static let begin = Timestamp(microseconds: 1_767_225_600_000_000)

    init(seed: UInt64) throws {
        self.seed = seed
        var generator = MachineGenerator(seed: seed)
        let text = generator.machine()
        do {
            machine = try StateMachine(name: "m", definition: text, role: Scenario.role)
        } catch {
            throw Violation("the generator made a machine that is refused: \(error)\n\(text)")
        }
        dependsOnCrashes = generator.usesAtMostOnce || generator.hasTimeLimit
    }

    var execution: StreamID { StreamID(.execution, UUID(version7: Scenario.begin, random: seed)) }

    func decider(worker: Int) -> Decider {
        Decider(
            definition: machine.definition, role: machine.role,
            policies: ["once": ResourcePolicy(atMostOnce: true)], worker: self.worker(worker),
            // Decisions are cut now and then, as large ones are.
            limits: ExecutionLimits(eventsPerDecision: seed % 3 == 0 ? 4 : 1000), execution: execution)
    }

    func worker(_ number: Int) -> WorkerID { WorkerID(UUID(high: 0xdab, low: UInt64(number))) }

    var start: ExecutionEvent.ExecutionStarted {
        ExecutionEvent.ExecutionStarted(
            stateMachine: "arn:aws:states:us-east-1:123456789012:stateMachine:m", name: "e\(seed)",
            definition: machine.definitionHash, role: machine.role.hash, roleArn: machine.role.arn, semantics: .current,
            queue: Queue("default"), eventLimit: 25_000, timeoutSeconds: machine.definition.timeoutSeconds,
            startedBy: nil, input: JSONText(["items": [0, 1, 2], "k": 1]))
    }

    /// How an attempt ends, and after how long: the same for each run of it, whoever makes it and whenever.
    func answer(_ task: TaskAttempt, in state: ExecutionState) -> (outcome: MockAnswer.Outcome, delay: Duration) {
        var random = SeededGenerator(
            seed: seed ^ Scenario.hash("\(place(of: task, in: state))/\(task.state)/\(task.attempt)/\(task.parameters)")
        )
        let delay = Duration.microseconds(Int64.random(in: 0...6_000_000, using: &random))
        switch Int.random(in: 0...9, using: &random) {
        case 0: return (.fails(error: "E1", cause: "by chance"), delay)
        case 1: return (.fails(error: "E2", cause: "by chance"), delay)
        // Answers that come after every time-out.
        case 2 where task.timeoutSeconds != nil || task.heartbeatSeconds != nil:
            return (.returns(["late": true]), .seconds(100))
        default: return (.returns(JSONText(["v": .number(JSONNumber(Int.random(in: 0...9, using: &random)))])), delay)
        }
    }

    /// Which branch of which branch a task is in.
    private func place(of task: TaskAttempt, in state: ExecutionState) -> String {
        var frame = state.frames.first { $0.task?.id == task.id }
        var place = ""
        while let current = frame {
            place += "/\(current.index)"
            frame = state.frames.first { $0.id == current.parent }
        }
        return place
    }

    /// FNV-1a: the same on every machine and in every process.
    static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }
}

extension MockAnswer.Outcome {
    static func returns(_ value: JSONValue) -> MockAnswer.Outcome { .returns(JSONText(value)) }
}
