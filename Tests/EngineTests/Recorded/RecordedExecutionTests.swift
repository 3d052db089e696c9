import AWSRecordings
import Engine
import EventLog
import JSON
import Testing

@Suite("Executions recorded from the service", .enabled(if: Recordings.executions.areHere, "\(Recordings.absence)"))
struct RecordedExecutionTests {
    @Test func `have the recorded history, event by event`() async throws {
        var skipped: [RecordedRun.Skip: Int] = [:]
        var compared = 0
        var strictly = 0
        var different: [String] = []
        var matchedAfterAll = Set(Self.known.keys)
        for (name, recorded) in try Recordings.executions.all() {
            do {
                let isDistributed = recorded["definition"]?.stringValue?.contains("DISTRIBUTED") ?? false
                let run = isDistributed ? try await RecordedMapRun.played(recorded) : try RecordedRun.played(recorded)
                compared += 1
                if difference(run, recorded, skipping: []) == nil { strictly += 1 }
                let paths = recorded["skip"]?.arrayValue?.compactMap(\.stringValue) ?? []
                guard let difference = difference(run, recorded, skipping: paths) else { continue }
                if matchedAfterAll.remove(name) == nil { different.append("\(name): \(difference)") }
            } catch let skip as RecordedRun.Skip {
                skipped[skip, default: 0] += 1
            }
        }
        let known = Self.known.count - matchedAfterAll.count
        print(
            """
            recorded executions: \(compared) run, \(compared - known - different.count) as recorded \
            (\(strictly) with the paths that the recordings leave out), \(known) known to differ, skipped: \(skipped)
            """)
        #expect(different.isEmpty, "\(different.joined(separator: "\n"))")
        #expect(matchedAfterAll.isEmpty, "these are as recorded by now: \(matchedAfterAll)")
        #expect(compared == 512)
    }

    /// Cases whose history differs, and why.
    static let known: [String: String] = [
        "error_handling/states_errors/service_task_lambada_catch_state_all_data_limit_exceeded_on_large_utf8_response":
            terminal,
        "error_handling/states_errors/task_lambda_catch_state_all_data_limit_exceeded_on_large_utf8_response": terminal,
        "scenarios/base_scenarios/lambda_invoke_with_retry_extended_input":
            "it was recorded before the context object had RedriveCount, which later recordings show",
        "scenarios/base_scenarios/map_state_tolerated_failure_count_path[-1]": tolerance,
        "scenarios/base_scenarios/map_state_tolerated_failure_percentage_path[-1]": tolerance,
    ]

    private static let terminal =
        "States.ALL takes States.DataLimitExceeded there; the documentation calls that error terminal for it, and so do we"
    private static let tolerance = "the service says that the Map began before it looks at what may fail of it"

    private func difference(
        _ run: RecordedEnd, _ recorded: JSONValue, skipping paths: [String]
    ) -> String? {
        var comparison = RecordedComparison(skipping: paths)
        if let output = recorded["expected"]?["output"] {
            let answer = run.state.output.map { JSONValue.string($0.string) }
            return comparison.difference(answer, from: output, at: [.member("output")])
        }
        guard let expected = recorded["expected"]?["events"]?.arrayValue else { return nil }
        let events: [JSONValue]
        do {
            events = try run.history().map { try $0.jsonText.value() }
        } catch {
            return "\(error)"
        }
        guard recorded["unordered"]?.arrayValue?.contains(.string("parallel")) ?? false else {
            return comparison.difference(.array(events), from: .array(expected), at: [.member("events")])
        }
        return differenceOfUnordered(events, from: expected, &comparison)
    }

    private func differenceOfUnordered(
        _ events: [JSONValue], from expected: [JSONValue], _ comparison: inout RecordedComparison
    ) -> String? {
        guard let begin = expected.firstIndex(where: { $0["type"]?.stringValue == "ParallelStateStarted" }),
            let end = expected.firstIndex(where: { $0["type"]?.stringValue == "ParallelStateSucceeded" }),
            events.count == expected.count
        else { return "it has \(events.count) events for \(expected.count)" }
        for part in [0..<begin + 1, end..<expected.count] {
            let found = comparison.difference(
                .array(Array(events[part])), from: .array(Array(expected[part])), at: [.member("events")])
            if let found { return found }
        }
        return comparison.differenceOfUnordered(
            Array(events[begin + 1..<end]), from: Array(expected[begin + 1..<end]))
    }
}
