import Engine
import EngineTesting
import EventLog
import JSON
import StatesLanguage

/// Runs a recorded execution of a distributed Map on an engine, with the objects that the case put into buckets before.
enum RecordedMapRun {
    static func played(_ recorded: JSONValue) async throws -> RecordedEnd {
        let definition = recorded["definition"]?.stringValue ?? ""
        let role = Role(arn: recorded["role"]?.stringValue ?? "", resources: ["*"], topics: ["*"])
        let machine: StateMachine
        do throws(DefinitionError) {
            machine = try StateMachine(
                name: recorded["stateMachine"]?.stringValue ?? "", definition: definition, role: role)
        } catch {
            throw RecordedRun.Skip.definitionNotSupportedYet
        }
        let objects = MemoryObjectStore()
        for step in recorded["setup"]?.arrayValue ?? [] where step["operation"] == "PutObject" {
            guard let request = step["request"], let bucket = request["Bucket"]?.stringValue,
                let key = request["Key"]?.stringValue
            else { continue }
            objects.put(request["Body"]?.stringValue ?? "", to: ObjectLocation(bucket: bucket, key: key))
        }
        let bench = Bench()
        let engine = bench.engine { $0.objects = objects }
        try engine.add(machine)
        let execution = try await Bench.running(engine) {
            let start = try await engine.start(machine.name, input: recorded["input"]?.stringValue ?? "{}")
            _ = try await engine.result(of: start.execution)
            return start.execution
        }
        let events = try await bench.store.readAll(execution)
        return RecordedEnd(
            state: try ExecutionState(folding: events), events: events, definition: machine.definition)
    }
}
