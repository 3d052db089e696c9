import JSON
import StatesLanguage
import Testing

@Suite("Definitions")
struct DefinitionTests {
    static let payroll = """
        {
          "Comment": "A payroll run.",
          "StartAt": "Split",
          "TimeoutSeconds": 3600,
          "States": {
            "Split": {
              "Type": "Task",
              "Resource": "arn:aws:lambda:us-east-1:123456789012:function:split",
              "Retry": [{"ErrorEquals": ["States.Timeout"], "IntervalSeconds": 2, "MaxAttempts": 2}],
              "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Sorry", "ResultPath": "$.failure"}],
              "Next": "Rest"
            },
            "Rest": {"Type": "Wait", "Seconds": 5, "Next": "Done"},
            "Done": {"Type": "Succeed"},
            "Sorry": {"Type": "Fail", "ErrorPath": "$.failure.Error", "Cause": "see the failure"}
          }
        }
        """

    @Test("A definition becomes typed values in the order of the document")
    func parses() throws {
        let definition = try StateMachineDefinition(parsing: Self.payroll)
        #expect(definition.comment == "A payroll run.")
        #expect(definition.startAt == "Split")
        #expect(definition.timeoutSeconds == 3600)
        #expect(definition.version == "1.0")
        #expect(definition.queryLanguage == .jsonPath)
        #expect(definition.warnings.isEmpty)
        #expect(definition.states.map(\.name) == ["Split", "Rest", "Done", "Sorry"])
        #expect(definition.states.map(\.kind) == [.task, .wait, .succeed, .fail])
        #expect(definition.state(named: "Nobody") == nil)
        guard case .task(let split)? = definition.state(named: "Split") else {
            Issue.record("no task")
            return
        }
        #expect(split.resource == "arn:aws:lambda:us-east-1:123456789012:function:split")
        #expect(split.transition == .next("Rest"))
        #expect(split.inputPath == .entireInput)
        #expect(split.resultPath == .root)
        #expect(split.retry.map(\.intervalSeconds) == [2])
        #expect(split.retry.map(\.maxAttempts) == [2])
        #expect(split.retry.map(\.backoffRate.text) == ["2"])
        #expect(split.catch.map(\.next) == ["Sorry"])
        #expect(split.catch.map(\.resultPath?.text) == ["$.failure"])
    }

    @Test("Text and JSON text give equal definitions")
    func parsesText() throws {
        let text = try JSONText.literal(Self.payroll)
        #expect(try StateMachineDefinition(parsing: text) == (try StateMachineDefinition(parsing: Self.payroll)))
    }

    @Test("All that is wrong is reported at once, in the order of the document, as compilers do")
    func reportsAll() {
        let text = """
            {
              "StartAt": "First",
              "States": {
                "First": {"Type": "Pass", "Next": "Secnod"},
                "Second": {
                  "Type": "Wait",
                  "Seconds": "5",
                  "End": true,
                  "Colour": "red"
                }
              }
            }
            """
        let error = #expect(throws: DefinitionError.self) { try StateMachineDefinition(parsing: text) }
        #expect(
            error?.description == """
                4:39: error: Missing 'Next' target: Secnod [MISSING_TRANSITION_TARGET] at /States/First/Next
                5:15: warning: No transition leads to this state [UNREACHABLE_STATE] at /States/Second
                7:18: error: Expected value of type Integer [SCHEMA_VALIDATION_FAILED] at /States/Second/Seconds
                9:17: error: The field 'Colour' is not supported in a Wait state [SCHEMA_VALIDATION_FAILED] at \
                /States/Second/Colour
                """)
    }

    @Test(
        "What is merely odd is a warning",
        arguments: [
            (
                #"{"Type":"Pass","Parameters":{"a":[{"b":"$.c"}]},"End":true}"#, DiagnosticCode.noDollar,
                "/Parameters/a/0/b"
            ),
            (#"{"Type":"Pass","Parameters":{"a":"States.UUID()"},"End":true}"#, .noDollar, "/Parameters/a"),
            (#"{"Type":"Fail","Error":"$.error"}"#, .noPath, "/Error"),
            (#"{"Type":"Pass","Result":{"a":{"b.$":"$.c"}},"End":true}"#, .passResultIsStatic, "/Result/a/b.$"),
        ])
    func warns(state: String, code: DiagnosticCode, place: String) throws {
        let definition = try machine(of: state)
        #expect(definition.warnings.map(\.code) == [code])
        #expect(definition.warnings.map(\.location.description) == ["/States/X\(place)"])
        #expect(definition.warnings.map(\.severity) == [.warning])
    }

    @Test("States are reached by Next, Default, rules and catchers")
    func reaches() throws {
        let text = """
            {"StartAt":"A","States":{
              "A":{"Type":"Task","Resource":"r","Next":"B","Catch":[{"ErrorEquals":["E"],"Next":"C"}]},
              "B":{"Type":"Choice","Choices":[{"Variable":"$.x","IsNull":true,"Next":"D"}],"Default":"E"},
              "C":{"Type":"Fail"},"D":{"Type":"Succeed"},"E":{"Type":"Wait","Seconds":1,"Next":"A"},
              "Island":{"Type":"Pass","Next":"A"}}}
            """
        let definition = try StateMachineDefinition(parsing: text)
        #expect(definition.warnings.map(\.location.description) == ["/States/Island"])
        #expect(definition.warnings.map(\.code) == [.unreachableState])
    }

    @Test("Null paths and absent paths are told apart")
    func tellsNullFromAbsent() throws {
        let state = try #require(try pass(#","InputPath":null,"OutputPath":null,"ResultPath":null"#))
        #expect(state.inputPath == nil)
        #expect(state.outputPath == nil)
        #expect(state.resultPath == nil)
        let plain = try #require(try pass(""))
        #expect(plain.inputPath == .entireInput)
        #expect(plain.outputPath == .entireInput)
        #expect(plain.resultPath == .root)
    }
}
