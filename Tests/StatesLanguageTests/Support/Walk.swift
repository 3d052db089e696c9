import JSON
import StatesLanguage

/// Runs a machine in which nothing waits for anybody: state after state, waits passing at once.
struct Walk {
    enum End: Equatable {
        case succeeded(JSONText)
        case failed(ErrorOutput)
        /// A state that this module alone cannot run.
        case stopped(at: String)
    }

    static func run(_ definition: StateMachineDefinition, input: JSONText, machine: String = "payroll") throws -> End {
        var name = definition.startAt
        var raw = input
        var variables = Variables()
        // ExecutionStarted is event 1; here each state has two, entered and exited.
        var enteredID = 2
        while let state = definition.state(named: name) {
            let context = try ContextObject.sample(
                executionInput: input.string, machine: machine, variables: variables)
            var next: Transition
            var assigned: JSONText?
            do throws(StateRuntimeError) {
                switch state {
                case .pass(let pass):
                    assigned = try pass.assigned(raw: raw, context: context)
                    (raw, next) = (try pass.output(raw: raw, context: context), pass.transition)
                case .wait(let wait):
                    _ = try wait.resolve(raw: raw, context: context)
                    assigned = try wait.assigned(raw: raw, context: context)
                    (raw, next) = (try wait.output(raw: raw, context: context), wait.transition)
                case .choice(let choice):
                    let outcome = try choice.choose(raw: raw, context: context)
                    assigned = outcome.assigned
                    (raw, next) = (outcome.output, .next(outcome.next))
                case .succeed(let succeed): (raw, next) = (try succeed.output(raw: raw, context: context), .end)
                case .fail(let fail): return .failed(try fail.resolve(raw: raw, context: context))
                default: return .stopped(at: name)
                }
            } catch {
                let cause = error.cause(inState: name, enteredAtEvent: enteredID)
                return .failed(ErrorOutput(error: error.error, cause: cause))
            }
            if case .object(let object)? = try assigned?.value() { variables.assign(object) }
            guard case .next(let following) = next else { return .succeeded(raw) }
            name = following
            enteredID += 2
        }
        return .stopped(at: name)
    }
}
