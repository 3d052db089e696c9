import Engine
import EngineTesting
import JSON
import Testing

@Suite("A Map state") struct MapTests {
    @Test("runs its processor for each item", arguments: stories)
    func iterations(_ story: Story) throws {
        try story.play()
    }

    static let stories = results + failures + inputs

    /// A Map state `M` with these fields, whose processor begins with the first of the states.
    static func map(_ fields: String, _ states: String, next: String? = nil) -> String {
        let start = states.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)[1]
        let transition = next.map { "\"Next\": \"\($0)\"" } ?? "\"End\": true"
        return "\"M\": {\"Type\": \"Map\", \(fields) \"ItemProcessor\": "
            + "{\"StartAt\": \"\(start)\", \"States\": {\(states)}}, \(transition)}"
    }

    static let results: [Story] = [
        Story(
            "and hands on what they end with in the order of the items",
            states: map("", States.pass("x")),
            """
            start [1.10,"b"]
            → ExecutionStarted
            → StateEntered M
            → MapStarted [1.10,"b"] 40 at a time
            → IterationStarted 0 in 1
            → IterationStarted 1 in 1
            → StateEntered x 1.10
            → StateExited x 1.10
            → IterationSucceeded 4
            → StateEntered x "b"
            → StateExited x "b"
            → IterationSucceeded 5
            → StateExited M [1.10,"b"]
            → ExecutionSucceeded [1.10,"b"]
            """),
        Story(
            "at once where there are no items",
            states: map("", States.task("t"), next: "p") + "," + States.pass("p"),
            """
            start []
            → ExecutionStarted
            → StateEntered M
            → MapStarted []
            → StateExited M []
            → StateEntered p []
            → StateExited p []
            → ExecutionSucceeded []
            """),
        Story(
            "so many at one time, the next one when one is done",
            states: map(#""MaxConcurrencyPath": "$.most", "ItemsPath": "$.items","#, States.task("t")),
            """
            start {"items":[1,2,3],"most":2}
            → ExecutionStarted
            → StateEntered M
            → MapStarted [1,2,3] 2 at a time
            → IterationStarted 0
            → IterationStarted 1
            → StateEntered t 1
            → TaskScheduled t 1
            → TaskStarted run 1
            → StateEntered t 2
            → TaskScheduled t 2
            → TaskStarted run 1
            ⇢ run t
            ⇢ run t
            task t[1] succeeds "two"
            → TaskSucceeded "two"
            → StateExited t "two"
            → IterationSucceeded 5
            → IterationStarted 2 in 1
            → StateEntered t 3
            → TaskScheduled t 3
            → TaskStarted run 1
            ⇢ run t
            task t[2] succeeds "three"
            → TaskSucceeded "three"
            → StateExited t "three"
            → IterationSucceeded 15
            task t[0] succeeds "one"
            → TaskSucceeded "one"
            → StateExited t "one"
            → IterationSucceeded 4
            → StateExited M ["one","two","three"]
            → ExecutionSucceeded ["one","two","three"]
            """),
    ]

    static let failures: [Story] = [
        Story(
            "and fails with the first that fails, is tried again as a whole, and caught",
            states: map(
                """
                "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1}], "MaxConcurrency": 1,
                "Catch": [{"ErrorEquals": ["E"], "Next": "p"}],
                """, States.task("t")) + "," + States.pass("p"),
            """
            start [1,2]
            → ExecutionStarted
            → StateEntered M
            → MapStarted [1,2] 1 at a time
            → IterationStarted 0
            → StateEntered t 1
            → TaskScheduled t
            → TaskStarted run 1
            ⇢ run t
            task t fails E
            → TaskFailed E
            → IterationFailed 4 E
            → RetryScheduled 1s
            ⇢ wake in 1s
            advance 1s
            → MapStarted [1,2]
            → IterationStarted 0
            → StateEntered t 1
            → TaskScheduled t
            → TaskStarted run 1
            ⇢ run t
            task t fails E
            → TaskFailed E
            → IterationFailed 12 E
            → CatcherTaken p
            → StateExited M {"Error":"E","Cause":""}
            → StateEntered p
            → StateExited p
            → ExecutionSucceeded
            """),
        Story(
            "and redriven runs the iterations that did not succeed, and those that never began",
            states: map(#""MaxConcurrency": 2,"#, States.task("t")),
            """
            start [1,2,3]
            → ExecutionStarted
            → StateEntered M
            → MapStarted
            → IterationStarted 0
            → IterationStarted 1
            → StateEntered t 1
            → TaskScheduled t
            → TaskStarted run 1
            → StateEntered t 2
            → TaskScheduled t
            → TaskStarted run 1
            ⇢ run t
            ⇢ run t
            task t[0] succeeds "one"
            → TaskSucceeded "one"
            → StateExited t
            → IterationSucceeded 4
            → IterationStarted 2
            → StateEntered t 3
            → TaskScheduled t
            → TaskStarted run 1
            ⇢ run t
            task t[1] fails E
            → TaskFailed E
            → IterationFailed 5 E
            → ExecutionFailed E
            redrive
            → ExecutionRedriven 1
            → TaskScheduled t 2
            → TaskStarted run 1
            → TaskScheduled t 3
            → TaskStarted run 1
            ⇢ run t
            ⇢ run t
            task t[1] succeeds "two"
            → TaskSucceeded "two"
            → StateExited t
            → IterationSucceeded 5
            task t[2] succeeds "three"
            → TaskSucceeded "three"
            → StateExited t
            → IterationSucceeded 15
            → StateExited M ["one","two","three"]
            → ExecutionSucceeded ["one","two","three"]
            """),
    ]

    static let inputs: [Story] = [
        Story(
            "on what ItemSelector makes of it, which every state inside can look up",
            states: map(
                """
                "ItemsPath": "$.items", "ItemSelector": {"rate.$": "$.rate", "v.$": "$$.Map.Item.Value",
                "i.$": "$$.Map.Item.Index"},
                """,
                States.pass("x", next: "y") + ","
                    + States.pass("y", #""Parameters": {"x.$": "$", "again.$": "$$.Map.Item.Value"},"#)),
            """
            start {"items":[{"a":1}],"rate":1.10}
            → ExecutionStarted
            → StateEntered M
            → MapStarted [{"a":1}]
            → IterationStarted 0
            → StateEntered x {"rate":1.10,"v":{"a":1},"i":0}
            → StateExited x
            → StateEntered y
            → StateExited y {"x":{"rate":1.10,"v":{"a":1},"i":0},"again":{"a":1}}
            → IterationSucceeded 4
            → StateExited M
            → ExecutionSucceeded [{"x":{"rate":1.10,"v":{"a":1},"i":0},"again":{"a":1}}]
            """),
        Story(
            "and fails where its items are no array",
            states: map(#""ItemsPath": "$.items","#, States.pass("x")),
            """
            start {"items":{}}
            → ExecutionStarted
            → StateEntered M
            → ExecutionFailed States.Runtime
            """),
        Story(
            "and fails where ItemSelector does not fit, in the Map state's name",
            states: map(#""ItemSelector": {"a.$": "$.no"},"#, States.pass("x")),
            """
            start [1]
            → ExecutionStarted
            → StateEntered M
            → MapStarted [1]
            → IterationStarted 0
            → IterationFailed 4 States.Runtime An error occurred while executing the state 'M' (entered at the event id #2).
            → ExecutionFailed States.Runtime
            """),
        Story(
            "inside another one, whose item it hides",
            states: map(
                "",
                map(#""ItemSelector": {"v.$": "$$.Map.Item.Value"},"#, States.pass("x"))
                    .replacing("\"M\":", with: "\"N\":")),
            """
            start [[1],[2]]
            → ExecutionStarted
            → StateEntered M
            → MapStarted [[1],[2]]
            → IterationStarted 0
            → IterationStarted 1
            → StateEntered N [1]
            → MapStarted [1]
            → IterationStarted 0 in 4
            → StateEntered N [2]
            → MapStarted [2]
            → IterationStarted 0 in 5
            → StateEntered x {"v":1}
            → StateExited x
            → IterationSucceeded 8
            → StateExited N [{"v":1}]
            → IterationSucceeded 4
            → StateEntered x {"v":2}
            → StateExited x
            → IterationSucceeded 11
            → StateExited N
            → IterationSucceeded 5
            → StateExited M
            → ExecutionSucceeded [[{"v":1}],[{"v":2}]]
            """),
    ]

    @Test("costs in proportion to its items")
    func cost() throws {
        let short = try seconds(items: 1000)
        let long = try seconds(items: 10_000)
        print("a Map of 1,000 items: \(short) s; of 10,000: \(long) s")
        // Three times what is proportional leaves room for a busy machine; a scan of all items for each is a hundredfold.
        #expect(long < short * 30)
    }

    /// How long the core takes for a task per item, each answered in a decision of its own.
    private func seconds(items: Int) throws -> Double {
        var machine = try Story("", states: Self.map("", States.task("t")), "").machine()
        machine.eventLimit = 1_000_000
        machine.limits.payloadBytes = 1 << 24
        let decider = machine.decider()
        let input = try JSONText(validating: "[" + (0..<items).map(String.init).joined(separator: ",") + "]")
        let clock = ContinuousClock()
        var answered = 0
        let time = try clock.measure {
            var state = ExecutionState()
            var next: ExecutionInput = .start(machine.started(input))
            while state.status == .running {
                let decision = try decider.decide(
                    next, on: state, at: machine.begin, seed: Seed(high: 1, low: UInt64(answered)))
                // What the shell does with each decision, and what keeps the state before it alive until it is committed.
                let effects = decision.state.pendingEffects
                _ = decision.state.nextTimer
                state = decision.state
                next = .proceed
                if case .run(let task)? = effects.first {
                    next = .taskSucceeded(task.id, output: task.parameters)
                    answered += 1
                }
            }
            #expect(state.output == input)
        }
        #expect(answered == items)
        return time / .seconds(1)
    }
}
