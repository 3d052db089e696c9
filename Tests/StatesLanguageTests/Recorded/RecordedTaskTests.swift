import JSON
import StatesLanguage
import Testing

@Suite("Tasks recorded from the service", .enabled(if: RecordedCases.areHere, RecordedCases.absence))
struct RecordedTaskTests {
    @Test("Every recorded task was given, and handed on, what its fields make of its input and its result")
    func tasks() throws {
        var inputs = 0
        var outputs = 0
        for (family, recorded) in try RecordedCases.allExecutions() {
            // The context object of the recording is not known, nor are the variables.
            guard let text = recorded["definition"]?.stringValue, !text.contains("$$"),
                !text.contains("JSONata") || !text.contains("Assign"),
                let definition = try? StateMachineDefinition(parsing: text)
            else { continue }
            var entered: (task: TaskState, raw: JSONText)?
            var result: JSONText?
            for event in recorded["expected"]?["events"]?.arrayValue ?? [] {
                if let details = event["stateEnteredEventDetails"] {
                    entered = nil
                    if case .task(let task)? = definition.state(named: details["name"]?.stringValue ?? "") {
                        entered = try payload(details["input"]).map { (task, $0) }
                    }
                }
                guard let (task, raw) = entered else { continue }
                let place: Comment = "\(family) \(recorded["name"]?.stringValue ?? "?"), \(task.name)"
                if let scheduled = try payload(event["lambdaFunctionScheduledEventDetails"]?["input"]) {
                    let input = try task.effectiveInput(raw: raw, context: .sample())
                    #expect(try input.value() == scheduled.value(), place)
                    inputs += 1
                }
                for key in ["lambdaFunctionSucceededEventDetails", "taskSucceededEventDetails"] {
                    result = try payload(event[key]?["output"]) ?? result
                }
                if let exited = try payload(event["stateExitedEventDetails"]?["output"]), let given = result {
                    let output = try task.output(result: given, raw: raw, context: .sample())
                    #expect(try output.value() == exited.value(), place)
                    outputs += 1
                    result = nil
                }
            }
        }
        #expect(inputs == 23)
        #expect(outputs == 37)
    }

    /// A recorded payload: JSON text, or the value that the recording made of it.
    private func payload(_ recorded: JSONValue?) throws -> JSONText? {
        switch recorded {
        case nil: nil
        case .string(let text)?: try JSONText(validating: text)
        case let value?: JSONText(value)
        }
    }
}
