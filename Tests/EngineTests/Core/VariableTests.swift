import Engine
import EngineTesting
import Testing

@Suite("Variables") struct VariableTests {
    @Test("are assigned when a state is left, and read from then on", arguments: stories)
    func variables(_ story: Story) throws {
        try story.play()
    }

    static let stories: [Story] = [
        Story(
            "by every state at once: what it reads is as it was",
            states: States.pass("a", #""Assign": {"x": 1, "y.$": "$.in"},"#, next: "b") + ","
                + States.pass("b", #""Assign": {"x.$": "$y", "y.$": "$x"}, "Parameters": {"x.$": "$x"},"#, next: "c")
                + "," + States.pass("c", #""Parameters": {"x.$": "$x", "y.$": "$y"},"#),
            """
            start {"in":2}
            → ExecutionStarted
            → StateEntered a
            → StateExited a {"in":2} assigned {"x":1,"y":2}
            → StateEntered b
            → StateExited b {"x":1} assigned {"x":2,"y":1}
            → StateEntered c
            → StateExited c {"x":2,"y":1}
            → ExecutionSucceeded {"x":2,"y":1}
            """),
        Story(
            "from a task's result, or from the error a Catcher took in its place",
            states: States.task(
                "t",
                """
                "Assign": {"got.$": "$.v"}, "ResultPath": null,
                "Catch": [{"ErrorEquals": ["E"], "Next": "p", "Assign": {"got.$": "$.Cause"}}],
                """, next: "p") + "," + States.pass("p", #""Parameters": {"got.$": "$got"},"#),
            TaskTests.begun() + """
                task t fails E "why"
                → TaskFailed E
                → CatcherTaken p
                → StateExited t {"Error":"E","Cause":"why"} assigned {"got":"why"}
                → StateEntered p
                → StateExited p {"got":"why"}
                → ExecutionSucceeded {"got":"why"}
                """),
        Story(
            "of a rule in place of its Choice state's",
            states: """
                "c": {"Type": "Choice", "Assign": {"way": "default"}, "Default": "p",
                    "Choices": [{"Variable": "$.n", "NumericEquals": 1, "Next": "p", "Assign": {"way.$": "$.n"}}]},
                """ + States.pass("p", #""Parameters": {"way.$": "$way"},"#),
            """
            start {"n":1}
            → ExecutionStarted
            → StateEntered c
            → ChoiceTaken p rule 0
            → StateExited c {"n":1} assigned {"way":1}
            → StateEntered p
            → StateExited p {"way":1}
            → ExecutionSucceeded {"way":1}
            """),
        Story(
            "inside a branch for that branch alone",
            states: States.pass("a", #""Assign": {"x": 1},"#, next: "P") + ","
                + ParallelTests.parallel(
                    "",
                    States.pass("i", #""Assign": {"y.$": "$x"},"#, next: "j") + ","
                        + States.pass("j", #""Parameters": {"y.$": "$y"},"#),
                    States.pass("k", #""Assign": {"y": 9},"#), next: "z") + ","
                + States.pass("z", #""Parameters": {"y.$": "$y"},"#),
            """
            start {}
            → ExecutionStarted
            → StateEntered a
            → StateExited a {} assigned {"x":1}
            → StateEntered P
            → ParallelStarted 2
            → BranchStarted 0
            → BranchStarted 1
            → StateEntered i
            → StateExited i {} assigned {"y":1}
            → StateEntered j
            → StateExited j {"y":1}
            → BranchSucceeded 6
            → StateEntered k
            → StateExited k {} assigned {"y":9}
            → BranchSucceeded 7
            → StateExited P [{"y":1},{}]
            → StateEntered z
            → ExecutionFailed States.Runtime
            """),
        Story(
            "that are too large end the execution",
            states: States.pass("a", #""Assign": {"x.$": "$.in", "z.$": "$.in"}, "OutputPath": null,"#),
            """
            start {"in":"0123456789"}
            → ExecutionStarted
            → StateEntered a
            → ExecutionFailed States.DataLimitExceeded
            """, configure: { $0.limits.payloadBytes = 30 }),
        Story(
            "that are too large together, branches included, end the execution",
            states: States.pass("a", #""Assign": {"x": "0123456789"},"#, next: "P") + ","
                + ParallelTests.parallel(
                    "", States.pass("i", #""Assign": {"y": "0123456789"},"#, next: "t") + "," + States.task("t"),
                    States.pass("k", #""Assign": {"z": "0123456789"},"#)),
            """
            start {}
            → ExecutionStarted
            → StateEntered a
            → StateExited a
            → StateEntered P
            → ParallelStarted 2
            → BranchStarted 0
            → BranchStarted 1
            → StateEntered i
            → StateExited i
            → StateEntered t
            → TaskScheduled t
            → TaskStarted run 1
            → StateEntered k
            → BranchFailed 7 States.DataLimitExceeded
            → ExecutionFailed States.DataLimitExceeded
            """, configure: { $0.limits.variableBytes = 40 }),
        Story(
            "drawn by chance are drawn from the decision's seed, which is recorded",
            states: States.pass("a", #""Assign": {"id.$": "States.UUID()"},"#, next: "t") + ","
                + States.task("t", #""Parameters": {"id.$": "$id", "n.$": "States.MathRandom(1, 1000)"},"#),
            """
            start {}
            → ExecutionStarted
            → StateEntered a
            → StateExited a {} assigned {"id":"4dde81e8-cad8-484d-b76e-6ea0c72d6d06"}
            → StateEntered t
            → TaskScheduled t
            → TaskStarted run 1
            ⇢ run t
            """),
    ]
}
