import JSON
import StatesLanguage
import Testing

@Suite("A definition with blocks")
struct BlockDiagnosticsTests {
    private static let block = #"{"StartAt":"I","States":{"I":{"Type":"Succeed"}}}"#

    @Test("is read with its inner states, which are found by name at any depth")
    func reads() throws {
        let definition = try StateMachineDefinition(
            parsing: """
                {"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[
                  {"StartAt":"M","Comment":"c","States":{"M":{"Type":"Map","End":true,"MaxConcurrency":3,
                    "Iterator":{"StartAt":"X","States":{"X":{"Type":"Pass","End":true}}}}}}]}}}
                """)
        #expect(definition.states.map(\.name) == ["P"])
        #expect(definition.state(named: "X")?.kind == .pass)
        #expect(definition.state(named: "M")?.blocks.map(\.startAt) == ["X"])
        #expect(definition.state(named: "P")?.blocks.map(\.comment) == ["c"])
        guard case .map(let map)? = definition.state(named: "M") else { return #expect(Bool(false)) }
        #expect(map.maxConcurrency == .constant(3))
        #expect(map.itemsPath.isRoot)
        #expect(definition.warnings.isEmpty)
    }

    @Test(
        "is refused, in the service's words where they are known",
        arguments: [
            (#"{"Type":"Parallel","End":true}"#, "These fields are required: [Branches] at /States/X"),
            (#"{"Type":"Parallel","Branches":[],"End":true}"#, "Value cannot be empty at /States/X/Branches"),
            (
                #"{"Type":"Parallel","Branches":[{}],"End":true}"#,
                "These fields are required: [States, StartAt] at /States/X/Branches/0"
            ),
            (
                #"{"Type":"Parallel","Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"End"}}}],"End":true}"#,
                "Missing 'Next' target: End at /States/X/Branches/0/States/A/Next"
            ),
            (
                #"{"Type":"Parallel","Branches":[{"StartAt":"End","States":{"End":{"Type":"Succeed"}}}],"End":true}"#,
                "Another state has this name: End at /States/End"
            ),
            (
                #"{"Type":"Parallel","Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"A"}}}],"End":true}"#,
                "No state ends the machine: none has 'End', and none is a Succeed or Fail state at /States/X/Branches/0/States"
            ),
            (
                #"{"Type":"Parallel","Branches":[\#(block)]}"#,
                "One of these fields is required: [Next, End] at /States/X"
            ),
            (
                #"{"Type":"Parallel","Branches":[\#(block)],"ItemsPath":"$","End":true}"#,
                "The field 'ItemsPath' is not supported in a Parallel state at /States/X/ItemsPath"
            ),
            (
                #"{"Type":"Fail","CausePath":"States.ArrayLength($)"}"#,
                "The function 'States.ArrayLength' gives no string at /States/X/CausePath"
            ),
            (#"{"Type":"Map","End":true}"#, "These fields are required: [ItemProcessor] at /States/X"),
            (
                #"{"Type":"Map","ItemProcessor":\#(block),"Iterator":\#(block.replacing("\"I\"", with: "\"J\"")),"End":true}"#,
                "Only one of the fields [ItemProcessor, Iterator] can be given at /States/X/Iterator"
            ),
            (
                #"{"Type":"Map","ItemProcessor":\#(block),"ItemSelector":{},"Parameters":{},"End":true}"#,
                "Only one of the fields [ItemSelector, Parameters] can be given at /States/X/Parameters"
            ),
            (
                #"{"Type":"Map","ItemProcessor":\#(block),"MaxConcurrency":-1,"End":true}"#,
                "Expected value between 0 and 9223372036854775807 at /States/X/MaxConcurrency"
            ),
            (
                #"{"Type":"Map","ItemProcessor":\#(block),"MaxConcurrency":1,"MaxConcurrencyPath":"$.a","End":true}"#,
                "Only one of the fields [MaxConcurrency, MaxConcurrencyPath] can be given at /States/X/MaxConcurrencyPath"
            ),
            (
                #"{"Type":"Map","ItemProcessor":\#(block),"ToleratedFailureCount":1,"End":true}"#,
                "The field 'ToleratedFailureCount' needs the mode DISTRIBUTED at /States/X/ToleratedFailureCount"
            ),
            (
                #"{"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"FAST"},"StartAt":"I","States":{"I":{"Type":"Succeed"}}},"End":true}"#,
                "The field 'Mode' should have one of these values: [INLINE, DISTRIBUTED] at /States/X/ItemProcessor/ProcessorConfig/Mode"
            ),
            (
                #"{"Type":"Map","ItemProcessor":\#(block),"ItemsPath":"items","End":true}"#,
                "The value for the field 'ItemsPath' must be a valid JSONPath: A path begins with '$' at character 1 at /States/X/ItemsPath"
            ),
        ])
    func refuses(state: String, message: String) {
        #expect(errors(of: state).contains(message), "\(errors(of: state))")
    }

    @Test(
        "is refused for variables that are none, or hide others",
        arguments: [
            (
                #"{"Type":"Pass","Assign":{"1a":1},"End":true}"#,
                "A variable's name is an identifier of at most 80 characters, and not 'states' at /States/X/Assign/1a"
            ),
            (
                #"{"Type":"Pass","Assign":{"states":1},"End":true}"#,
                "A variable's name is an identifier of at most 80 characters, and not 'states' at /States/X/Assign/states"
            ),
            (
                #"{"Type":"Pass","Assign":1,"End":true}"#,
                "A payload template is a JSON object at /States/X/Assign"
            ),
            (
                #"{"Type":"Pass","Assign":{"a.$":"b"},"End":true}"#,
                "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call: A path begins with '$' at character 1 at /States/X/Assign"
            ),
            (
                #"{"Type":"Succeed","Assign":{"a":1}}"#,
                "The field 'Assign' is not supported in a Succeed state at /States/X/Assign"
            ),
            (
                #"{"Type":"Pass","ResultPath":"$a","End":true}"#,
                "The value for the field 'ResultPath' must be a valid reference path: A reference path starts with '$', not '$$' or a variable at character 1 at /States/X/ResultPath"
            ),
            (
                #"{"Type":"Parallel","Assign":{"v":1},"Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","Assign":{"v.$":"$"},"End":true}}}],"End":true}"#,
                "The variable 'v' is assigned in an outer scope, and an inner one cannot hide it at /States/X/Branches/0/States/A/Assign/v.$"
            ),
        ])
    func refusesVariables(state: String, message: String) {
        #expect(errors(of: state) == [message])
    }

    @Test("may use one name in scopes beside each other")
    func siblings() {
        func branch(_ name: String) -> String {
            #"{"StartAt":"\#(name)","States":{"\#(name)":{"Type":"Pass","Assign":{"v":1},"End":true}}}"#
        }
        let state = #"{"Type":"Parallel","Branches":[\#(branch("A")),\#(branch("B"))],"Next":"End"}"#
        #expect(errors(of: state).isEmpty)
    }

    private func errors(of state: String) -> [String] {
        let text = #"{"StartAt":"X","States":{"X":\#(state),"End":{"Type":"Succeed"}}}"#
        do throws(DefinitionError) {
            _ = try StateMachineDefinition(parsing: text)
            return []
        } catch {
            return error.diagnostics.filter { $0.severity == .error }.map { "\($0.fullMessage) at \($0.location)" }
        }
    }
}
