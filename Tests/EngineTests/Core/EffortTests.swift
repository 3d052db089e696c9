import Engine
import EngineTesting
import EventLog
import JSON
import Testing

@Suite("What one decision evaluates") struct EffortTests {
    private static let sum = "$sum([1..600000].($ % 7))"
    /// A chain of arrays that are inside each other, and a path that selects all ways through it: each is more than half of
    /// what may be done at one time.
    private static let nest = String(repeating: "[1,", count: depth) + "1" + String(repeating: "]", count: depth)
    private static let depth = 150
    private static let path = "$..*..*..*.length()"

    private static let top = #""QueryLanguage": "JSONata","#

    private static func pass(_ name: String, _ next: String, _ fields: String...) -> String {
        let transition = next.isEmpty ? #""End": true"# : #""Next": "\#(next)""#
        return #""\#(name)": {"Type": "Pass", \#(fields.joined(separator: ", ")), \#(transition)}"#
    }

    /// The events of each decision, until the execution ends.
    private func decisions(
        _ states: String, top: String = "", input: String = "{}"
    ) throws -> (types: [[String]], end: ExecutionState) {
        let machine = try HistoryMachine(#"{"StartAt": "p", \#(top) "States": {\#(states)}}"#)
        var (state, types) = (ExecutionState(), [[String]]())
        var next = ExecutionInput.start(machine.started(try JSONText(validating: input)))
        while state.status == .running {
            let decision = try machine.decider().decide(
                next, on: state, at: machine.begin, seed: Seed(high: 1, low: UInt64(types.count)))
            try #require(!decision.events.isEmpty)
            types.append(decision.newEvents.map(\.type.rawValue))
            (state, next) = (decision.state, .proceed)
        }
        return (types, state)
    }

    @Test("lets other executions have their turn", arguments: [true, false])
    func turns(areExpressions: Bool) throws {
        let field = areExpressions ? #""Output": "{% \#(Self.sum) %}""# : #""Parameters": {"n.$": "\#(Self.path)"}"#
        let result = areExpressions ? "" : #", "ResultPath": null"#
        let states = [("p", "q"), ("q", "r"), ("r", "")].map { Self.pass($0, $1, field + result) }
        let (types, end) = try decisions(
            states.joined(separator: ","), top: areExpressions ? Self.top : "",
            input: areExpressions ? "{}" : Self.nest)
        #expect(end.status == .succeeded, "\(end.error ?? "") \(end.cause ?? "")")
        #expect(
            types == [
                ["ExecutionStarted", "StateEntered", "StateExited", "StateEntered", "StateExited"],
                ["StateEntered", "StateExited", "ExecutionSucceeded"],
            ])
    }

    /// Texts of more than a third of the memory that a step may use, made in few steps.
    @Test("counts memory too")
    func memory() throws {
        let text = #""Output": "{% ($x := $pad('', 1000000, 'x'); $exists($join([1..45].($x)))) %}""#
        let states = [("p", "q"), ("q", "r"), ("r", "s"), ("s", "")].map { Self.pass($0, $1, text) }
        let (types, end) = try decisions(states.joined(separator: ","), top: Self.top)
        #expect(end.status == .succeeded, "\(end.error ?? "") \(end.cause ?? "")")
        #expect(types.count == 2)
    }

    @Test("is shared by the fields that are evaluated at one time")
    func fields() throws {
        let two = #""Output": "{% \#(Self.sum) %}", "Assign": {"x": "{% \#(Self.sum) %}"}"#
        let (_, end) = try decisions(Self.pass("p", "", two), top: Self.top)
        #expect(end.error == "States.QueryEvaluationError")
        #expect(
            end.cause?.contains("'Assign/x' threw an error during evaluation: Expression evaluation timeout") == true)
        let paths = #""Parameters": {"a.$": "\#(Self.path)", "b.$": "\#(Self.path)"}"#
        let (_, failed) = try decisions(Self.pass("p", "", paths), input: Self.nest)
        #expect(failed.error == "States.Runtime" && failed.cause?.contains("'b.$'") == true, "\(failed.cause ?? "")")
    }
}
