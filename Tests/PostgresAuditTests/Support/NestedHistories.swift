import Engine
import EngineTesting
import EventLog
import Testing

/// Histories of a Map inside a Parallel state, stopped in the middle and redriven: what the golden ones do not tell.
enum NestedHistories {
    static func all() throws -> [(name: String, events: [RecordedEvent])] {
        [
            (
                "nested, failed and redriven",
                try play([
                    #"start {"items":[1,2,3]}"#, #"task work[0] fails Busy "wait""#, "take over",
                    #"task work[1] fails Broken "for good""#, "later 1h", "redrive", "task work[1] succeeds 1",
                    "task work[0] succeeds 1", #"task work[2] fails Again "all of it""#, "advance 5s",
                    "task work[1] succeeds 1", #"stop Halt "for now""#, "redrive", "task work[0] succeeds 1",
                    "task work[2] succeeds 1", "advance 60s", #"task other fails Lost "the way""#, "later 1s",
                    "redrive",
                    "task sum succeeds 3", #"task other succeeds "done""#,
                ])
            ),
            // After this error everything inside begins anew.
            (
                "nested, too large and redriven",
                try play([
                    #"start {"items":[1,2]}"#, "task work[0] succeeds 1", "advance 60s",
                    #"task other succeeds "\#(String(repeating: "x", count: 500))""#, "later 1s", "redrive",
                    "task work[0] succeeds 1", "task work[1] succeeds 1", #"task sum fails Lost "the sum""#, "redrive",
                    "task sum succeeds 2", "advance 60s", #"task other succeeds "done""#,
                ])
            ),
        ]
    }

    private static func play(_ commands: [String]) throws -> [RecordedEvent] {
        var machine = try HistoryMachine(definition)
        machine.limits.payloadBytes = 400
        var player = try HistoryPlayer(machine)
        let steps = try commands.map { try player.play(ScriptCommand($0)) }
        #expect(steps.compactMap(\.refusal).isEmpty)
        #expect(steps.last?.events.last?.type == EventType("ExecutionSucceeded"))
        return steps.flatMap(\.events)
    }

    private static let definition = #"""
        {"StartAt": "all", "States": {"all": {"Type": "Parallel", "End": true, "Branches": [
          {"StartAt": "each", "States": {
            "each": {"Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 2, "Next": "sum",
              "Retry": [{"ErrorEquals": ["Again"], "IntervalSeconds": 5}],
              "ItemProcessor": {"StartAt": "work", "States": {
                "work": {"Type": "Task", "Resource": "work", "TimeoutSeconds": 900, "End": true,
                  "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 5}]}}}},
            "sum": {"Type": "Task", "Resource": "sum", "End": true}}},
          {"StartAt": "nap", "States": {
            "nap": {"Type": "Wait", "Seconds": 60, "Next": "other"},
            "other": {"Type": "Task", "Resource": "other", "End": true}}}]}}}
        """#
}
