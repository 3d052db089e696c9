import JSON
import StatesLanguage

/// What has to hold of a state with expressions in its fields, on any input: it is refused with a place, or its fields give JSON
/// or a named error, and the same each time.
enum MachineProperties {
    static func check(_ seed: UInt64) -> FuzzOutcome {
        var machines = MachineGenerator(random: FuzzRandom(seed: seed))
        let text = machines.machine()
        var values = ValueGenerator(random: machines.random)
        let input = JSONText(["a": values.value(depth: 3), "b": ["c": values.value(depth: 1)]])
        let machine: StateMachineDefinition
        do throws(DefinitionError) {
            machine = try StateMachineDefinition(parsing: text)
        } catch {
            let isPlaced = error.diagnostics.allSatisfy { !$0.message.isEmpty && $0.line > 0 && $0.column > 0 }
            return isPlaced ? .refused : .broken("a diagnostic without a place: \(text.string)")
        }
        guard let state = machine.state(named: "X"), let first = try? answers(state, input, seed) else {
            return .broken("no state: \(text.string)")
        }
        for answer in first {
            if let fault = fault(of: answer) { return .broken("\(fault): \(text.string) on \(input.string)") }
        }
        guard let second = try? answers(state, input, seed), first == second else {
            return .broken("two answers of \(text.string) on \(input.string)")
        }
        return .held
    }

    private enum Answer: Equatable {
        case text(JSONText?)
        case other(String)
        case fails(StateRuntimeError)
    }

    private static func fault(of answer: Answer) -> String? {
        switch answer {
        case .text(let text):
            guard let text else { return nil }
            return (try? JSONValue(parsing: text.string)) == nil ? "no JSON" : nil
        case .other: return nil
        case .fails(let error):
            if error.error == "States.QueryEvaluationError", !error.cause.isEmpty { return nil }
            // Values that are nested too deeply.
            return error.error == "States.Runtime" && error.cause.contains("inside each other") ? nil : "\(error)"
        }
    }

    private static func answers(_ state: State, _ input: JSONText, _ seed: UInt64) throws -> [Answer] {
        var variables = Variables()
        variables.assign(["v": [1, ["w": 2]]])
        let context = try ContextObject.sample(variables: variables, chance: Chance(high: seed, low: 1))
        let result = JSONText(["r": 1])
        func text(_ body: () throws(StateRuntimeError) -> JSONText?) -> Answer {
            do throws(StateRuntimeError) { return .text(try body()) } catch { return .fails(error) }
        }
        func other<Value>(_ body: () throws(StateRuntimeError) -> Value) -> Answer {
            do throws(StateRuntimeError) { return .other("\(try body())") } catch { return .fails(error) }
        }
        switch state {
        case .pass(let state):
            return [
                text { () throws(StateRuntimeError) in try state.output(raw: input, context: context) },
                text { () throws(StateRuntimeError) in try state.assigned(raw: input, context: context) },
            ]
        case .task(let state):
            let error = ErrorOutput(error: "E", cause: "c")
            return [
                text { () throws(StateRuntimeError) in try state.effectiveInput(raw: input, context: context) },
                text { () throws(StateRuntimeError) in try state.output(result: result, raw: input, context: context) },
                other { () throws(StateRuntimeError) in try state.limits(raw: input, context: context) },
                other { () throws(StateRuntimeError) in try state.roleArn(raw: input, context: context) ?? "" },
            ]
                + state.catch.map { catcher in
                    text { () throws(StateRuntimeError) in
                        try catcher.output(error, raw: input, context: context)
                    }
                }
        case .choice(let state):
            return [
                other { () throws(StateRuntimeError) in try state.choose(raw: input, context: context).output.string }
            ]
        case .wait(let state):
            return [other { () throws(StateRuntimeError) in try state.resolve(raw: input, context: context) }]
        case .fail(let state):
            return [other { () throws(StateRuntimeError) in try state.resolve(raw: input, context: context) }]
        case .succeed(let state):
            return [text { () throws(StateRuntimeError) in try state.output(raw: input, context: context) }]
        case .map(let state):
            return [
                text { () throws(StateRuntimeError) in try state.items(raw: input, context: context) },
                other { () throws(StateRuntimeError) in try state.concurrency(raw: input, context: context) },
                text { () throws(StateRuntimeError) in
                    try state.output(result: result, raw: input, context: context)
                },
            ]
        default: return []
        }
    }
}
