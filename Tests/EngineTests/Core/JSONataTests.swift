import Engine
import EngineTesting
import EventLog
import JSON
import Testing

@Suite("JSONata") struct JSONataTests {
    @Test("states", arguments: stories)
    func jsonata(_ story: Story) throws {
        try story.play()
    }

    private static let top = #""QueryLanguage": "JSONata","#
    private static let failed = "An error occurred while executing the state"

    static let stories: [Story] = [
        Story(
            "read input, result, variables and context, and hand on what they say",
            states: States.task(
                "t",
                #""Arguments": {"a": "{% $states.input.n + 1 %}"}, "Assign": {"r": "{% $states.result.v %}"},"#
                    + #""Output": {"was": "{% $states.input %}", "of": "{% $states.context.State.Name %}"},"#,
                next: "p") + "," + States.pass("p", #""Output": "{% [$r, $states.input.was.n, $states.input.of] %}","#),
            top: top,
            """
            start {"n":1}
            → ExecutionStarted
            → StateEntered t
            → TaskScheduled t {"a":2}
            → TaskStarted run 1
            ⇢ run t
            task t succeeds {"v":1.10}
            → TaskSucceeded
            → StateExited t {"was":{"n":1},"of":"t"} assigned {"r":1.10}
            → StateEntered p
            → StateExited p [1.10,1,"t"]
            → ExecutionSucceeded [1.10,1,"t"]
            """),
        Story(
            "hand on input and result byte for byte where nothing is said",
            states: States.pass("p", next: "q") + "," + States.pass("q", #""Output": "{% $states.input %}","#),
            top: top,
            """
            start { "n" : 1.50e0 }
            → ExecutionStarted
            → StateEntered p
            → StateExited p { "n" : 1.50e0 }
            → StateEntered q
            → StateExited q { "n" : 1.50e0 }
            → ExecutionSucceeded
            """),
        Story(
            "whose expression fails fail with the service's words, where nothing can catch it",
            states: States.pass("p", #""Output": {"v": ["{% 1 %}", "{% $states.input.a + 'b' %}"]},"#), top: top,
            """
            start {"a":1}
            → ExecutionStarted
            → StateEntered p
            → EvaluationFailed p Output/v[1] \(failed) 'p' (entered at the event id #2). The JSONata expression '$states.input.a + 'b'' specified for the field 'Output/v[1]' threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number
            → ExecutionFailed States.QueryEvaluationError \(failed) 'p'
            """),
        Story(
            "are tried again, and caught, when an expression fails",
            states: States.task(
                "t",
                """
                "Arguments": "{% $states.input.none %}",
                "Retry": [{"ErrorEquals": ["States.QueryEvaluationError"], "MaxAttempts": 1}],
                "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "p", "Assign": {"e": "{% $states.errorOutput.Error %}"},
                    "Output": {"in": "{% $states.input %}"}}],
                """, next: "p") + "," + States.pass("p", #""Output": "{% $e %}","#), top: top,
            """
            start {}
            → ExecutionStarted
            → StateEntered t
            → EvaluationFailed t Arguments \(failed) 't' (entered at the event id #2). The JSONata expression '$states.input.none' specified for the field 'Arguments' returned nothing (undefined).
            → RetryScheduled 1s retrier 0 attempt 1
            ⇢ wake in 1s
            advance 1s
            → EvaluationFailed t Arguments
            → CatcherTaken p catcher 0 States.QueryEvaluationError
            → StateExited t {"in":{}} assigned {"e":"States.QueryEvaluationError"}
            → StateEntered p
            → StateExited p "States.QueryEvaluationError"
            → ExecutionSucceeded "States.QueryEvaluationError"
            """),
        Story(
            "do not catch what their own Catcher fails with",
            states: States.task(
                "t",
                """
                "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "p", "Output": "{% $states.errorOutput.Nothing %}"}],
                """, next: "p") + "," + States.pass("p"), top: top,
            TaskTests.begun() + """
                task t fails E "why"
                → TaskFailed E
                → CatcherTaken p
                → EvaluationFailed t Catch[0]/Output
                → ExecutionFailed States.QueryEvaluationError
                """),
        Story(
            "run their task again where its result does not fit, and are redriven",
            states: States.task("t", #""Output": "{% $states.result.v %}","#), top: top,
            TaskTests.begun() + """
                task t succeeds {}
                → TaskSucceeded
                → EvaluationFailed t Output
                → ExecutionFailed States.QueryEvaluationError
                redrive
                → ExecutionRedriven 1
                → TaskScheduled t
                → TaskStarted run 1
                ⇢ run t
                task t succeeds {"v":1}
                → TaskSucceeded
                → StateExited t 1
                → ExecutionSucceeded 1
                """),
        Story(
            "choose by conditions, and hand on what the rule says",
            states: """
                "c": {"Type": "Choice", "Default": "p", "Output": "no", "Choices": [
                    {"Condition": false, "Next": "p"},
                    {"Condition": "{% $states.input.n > 1 %}", "Next": "p", "Output": {"n": "{% $states.input.n %}"},
                     "Assign": {"way": "high"}}]},
                """ + States.pass("p", #""Output": [ "{% $way %}", "{% $states.input.n %}" ],"#), top: top,
            """
            start {"n":2}
            → ExecutionStarted
            → StateEntered c
            → ChoiceTaken p rule 1
            → StateExited c {"n":2} assigned {"way":"high"}
            → StateEntered p
            → StateExited p ["high",2]
            → ExecutionSucceeded
            """),
        Story(
            "fail where a condition is neither true nor false",
            states: #""c": {"Type": "Choice", "Default": "s", "Choices": [{"Condition": "{% 1 %}", "Next": "s"}]},"#
                + #""s": {"Type": "Succeed"}"#, top: top,
            """
            start {}
            → ExecutionStarted
            → StateEntered c
            → EvaluationFailed c Choices[0]/Condition \(failed) 'c' (entered at the event id #2). The JSONata expression '1' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1
            → ExecutionFailed States.QueryEvaluationError
            """),
        Story(
            "wait for as long as an expression says, and know the time",
            states: #""w": {"Type": "Wait", "Seconds": "{% $states.input.s * 2 %}", "Next": "p"},"#
                + States.pass("p", #""Output": "{% $now() %}","#), top: top,
            """
            start {"s":15}
            → ExecutionStarted
            → StateEntered w
            → WaitScheduled 30s
            ⇢ wake in 30s
            advance 30s
            → WaitFinished
            → StateExited w
            → StateEntered p
            → StateExited p "2026-01-01T00:00:30.000Z"
            → ExecutionSucceeded
            """),
        Story(
            "map over items, with what a selector makes of each",
            states: """
                "m": {"Type": "Map", "Items": "{% [1..$states.input.n] %}", "End": true, "MaxConcurrency": 1,
                    "ItemSelector": {"i": "{% $states.context.Map.Item.Value * $states.input.n %}"},
                    "ItemProcessor": {"StartAt": "i", "States": {"i": {"Type": "Pass", "End": true}}},
                    "Output": "{% $sum($states.result.i) %}"}
                """, top: top,
            """
            start {"n":2}
            → ExecutionStarted
            → StateEntered m
            → MapStarted [1,2] 1 at a time
            → IterationStarted 0
            → StateEntered i {"i":2}
            → StateExited i
            → IterationSucceeded
            → IterationStarted 1
            → StateEntered i {"i":4}
            → StateExited i
            → IterationSucceeded
            → StateExited m 6
            → ExecutionSucceeded 6
            """),
        Story(
            "fail an iteration, and their Map, where a selector fails; a redrive begins it again",
            states: """
                "m": {"Type": "Map", "Items": [1], "End": true, "ItemSelector": "{% $states.input.none %}",
                    "ItemProcessor": {"StartAt": "i", "States": {"i": {"Type": "Pass", "End": true}}},
                    "Catch": [{"ErrorEquals": ["Other"], "Next": "m"}]}
                """, top: top,
            """
            start {}
            → ExecutionStarted
            → StateEntered m
            → MapStarted [1]
            → IterationStarted 0
            → EvaluationFailed m ItemSelector
            → IterationFailed 4 States.QueryEvaluationError
            → ExecutionFailed States.QueryEvaluationError
            redrive
            → ExecutionRedriven 1
            → EvaluationFailed m ItemSelector
            → IterationFailed 4 States.QueryEvaluationError
            → ExecutionFailed States.QueryEvaluationError
            """),
        Story(
            "join branches, whose arguments and output are expressions",
            states: """
                "P": {"Type": "Parallel", "Arguments": "{% $states.input.a %}", "End": true,
                    "Output": "{% $count($states.result) %}",
                    "Branches": [{"StartAt": "x", "States": {"x": {"Type": "Pass", "End": true}}}]}
                """, top: top,
            """
            start {"a":7}
            → ExecutionStarted
            → StateEntered P
            → ParallelStarted 1 7
            → BranchStarted 0
            → StateEntered x 7
            → StateExited x 7
            → BranchSucceeded
            → StateExited P 1
            → ExecutionSucceeded 1
            """),
        Story(
            "end with the error that expressions make",
            states:
                #""f": {"Type": "Fail", "Error": "{% $states.input.e %}", "Cause": "{% 'of ' & $states.input.e %}"}"#,
            top: top,
            """
            start {"e":"E"}
            → ExecutionStarted
            → StateEntered f
            → ExecutionFailed E of E
            """),
        Story(
            "may stand in a machine of paths, and share its variables",
            states: States.pass("a", #""Assign": {"x.$": "$.n"},"#, next: "b") + ","
                + States.pass(
                    "b", #""QueryLanguage": "JSONata", "Assign": {"x": "{% $x + 1 %}"}, "Output": "{% $x %}","#,
                    next: "c")
                + "," + States.pass("c", #""Parameters": {"x.$": "$x", "in.$": "$"},"#),
            """
            start {"n":1}
            → ExecutionStarted
            → StateEntered a
            → StateExited a {"n":1} assigned {"x":1}
            → StateEntered b
            → StateExited b 1 assigned {"x":2}
            → StateEntered c
            → StateExited c {"x":2,"in":1}
            → ExecutionSucceeded
            """),
        Story(
            "end where an expression would never",
            states: States.pass("p", #""Output": "{% ($f := function($n){ $f($n + 1) }; $f(1)) %}","#), top: top,
            """
            start {}
            → ExecutionStarted
            → StateEntered p
            → EvaluationFailed p Output \(failed) 'p' (entered at the event id #2). The JSONata expression '($f := function($n){ $f($n + 1) }; $f(1))' specified for the field 'Output' threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage
            ⇢ proceed
            proceed
            → ExecutionFailed States.QueryEvaluationError
            """),
    ]

    /// The tests run on threads of the pool, as deciders do.
    @Test(
        "An expression that stands too deep inside itself fails, and does not end the process",
        arguments: [
            "($f := function($n){ 1 + $f($n + 1) }; $f(1))",
            "($f := function($n){ {'a': [{'b': 1}, {'b': 2}]}.a@$q[$f(1)].b }; $f(1))",
            "($f := function($n){ $sort([1, 2], function($a, $b){ $f(1) > 1 }) & '' }; $f(1))",
        ])
    func depth(_ expression: String) throws {
        let machine = try Story(
            "", states: States.pass("p", #""Output": "{% \#(expression) %}","#), top: Self.top, ""
        ).machine()
        var player = try HistoryPlayer(machine)
        _ = try player.play(.start(input: .emptyObject))
        #expect(player.state.error == "States.QueryEvaluationError")
        #expect(player.state.cause?.contains("threw an error during evaluation: Stack overflow error") == true)
    }

    @Test("What an expression draws follows from the seed in the event that it shaped", arguments: [1, 2, 3])
    func seeds(_ seed: UInt64) throws {
        let states = #"""
            "c": {"Type": "Choice", "Default": "m",
                "Choices": [{"Condition": "{% $random() < 0.5 %}", "Next": "w"}]},
            "w": {"Type": "Wait", "Seconds": "{% $floor($random() * 5) %}", "Next": "m"},
            "m": {"Type": "Map", "Items": "{% $shuffle([1..5]) %}", "Next": "t", "MaxConcurrency": 1,
                "ItemSelector": {"id": "{% $uuid() %}"},
                "ItemProcessor": {"StartAt": "i", "States": {"i": {"Type": "Pass", "End": true}}}},
            "t": {"Type": "Task", "Resource": "t", "Arguments": {"r": "{% $random() %}"}, "End": true,
                "Assign": {"at": "{% $millis() %}"}, "Output": ["{% $random() %}", "{% $random() %}", "{% $now() %}"]}
            """#
        func events() throws -> [String] {
            var machine = try Story("", states: states, top: Self.top, "").machine()
            machine.seed = seed
            var player = try HistoryPlayer(machine)
            _ = try player.play(.start(input: .emptyObject))
            while player.state.status == .running {
                if player.state.pendingEffects.contains(where: { if case .run = $0 { true } else { false } }) {
                    _ = try player.play(.succeeds(state: "t", output: .emptyObject))
                } else {
                    _ = try player.play(.advance(.seconds(5)))
                }
            }
            #expect(player.state.status == .succeeded)
            return player.events.map { "\($0.recordedAt) \($0.type) \(String(decoding: $0.payload, as: UTF8.self))" }
        }
        let first = try events()
        #expect(try events() == first)
        for type in ["ChoiceTaken", "MapStarted", "TaskScheduled"] {
            let drawn = first.filter { $0.contains(" \(type) ") }
            #expect(!drawn.isEmpty && drawn.allSatisfy { $0.contains(#""seed":"#) }, "\(drawn)")
        }
        let exits = first.filter { $0.contains(#"StateExited {"state":"t""#) }
        #expect(exits.allSatisfy { $0.contains(#""seed":"#) })
    }
}
