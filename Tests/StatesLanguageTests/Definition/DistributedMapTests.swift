import JSON
import StatesLanguage
import Testing

@Suite("A distributed Map's definition") struct DistributedMapTests {
    private func definition(_ fields: String) -> String {
        """
        {"StartAt":"M","States":{"M":{"Type":"Map",\(fields)"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},
          "Comment":"c","StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}
        """
    }

    @Test func `is read with what its executions run`() throws {
        let machine = try StateMachineDefinition(
            parsing: definition(
                #""Label":"L-1","ToleratedFailureCount":2,"ItemReader":{"Resource":"arn:aws:states:::s3:getObject","#
                    + #""ReaderConfig":{"InputType":"CSV","CSVHeaderLocation":"GIVEN","CSVHeaders":["a","b"],"CSVDelimiter":"TAB","MaxItemsPath":"$.m"},"#
                    + #""Parameters":{"Bucket":"b","Key.$":"$.k"}},"#))
        guard case .map(let map)? = machine.state(named: "M"), let distributed = map.distributed else {
            Issue.record("it is no distributed Map")
            return
        }
        #expect(distributed.label == "L-1")
        #expect(distributed.reader?.headers == ["a", "b"] && distributed.reader?.delimiter == .tab)
        #expect(
            distributed.definition.string == #"{"Comment":"c","StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}"#
        )
        let input = try JSONText(validating: #"{"k":"x","m":3}"#)
        let plan = try #require(try map.mapRunPlan(raw: input, context: .sample()))
        #expect(plan.reader == ["Bucket": "b", "Key": "x"] && plan.maxItems == 3 && plan.length == 0)
        #expect(plan.toleratedFailureCount == 2 && plan.label == "L-1")
        #expect(MapRunPlan(plan.text) == plan)
    }

    @Test("of Express executions lets none take more than five minutes, or wait for a token")
    func express() throws {
        func text(_ resource: String) -> String {
            """
            {"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{
              "ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"},
              "StartAt":"P","States":{"P":{"Type":"Task","Resource":"\(resource)","End":true}}},"End":true}}}
            """
        }
        let machine = try StateMachineDefinition(parsing: text("r"))
        guard case .map(let map)? = machine.state(named: "M"), let distributed = map.distributed else {
            Issue.record("it is no distributed Map")
            return
        }
        #expect(try distributed.definition.value()["TimeoutSeconds"] == 300)
        let error = #expect(throws: DefinitionError.self) {
            try StateMachineDefinition(parsing: text("arn:aws:states:::sqs:sendMessage.waitForTaskToken"))
        }
        let place = "/States/M/ItemProcessor/States/P/Resource"
        #expect(error?.diagnostics.contains { "\($0.location)" == place } == true)
    }

    @Test(
        "that is not well formed is refused at its place",
        arguments: [
            (#""Label":"a b","#, "INVALID_LABEL_NAME /States/M/Label"),
            (#""Label":"\#(String(repeating: "a", count: 41))","#, "INVALID_LABEL_NAME /States/M/Label"),
            (#""ToleratedFailureCount":-1,"#, "SCHEMA_VALIDATION_FAILED /States/M/ToleratedFailureCount"),
            (#""ToleratedFailurePercentage":101,"#, "SCHEMA_VALIDATION_FAILED /States/M/ToleratedFailurePercentage"),
            (#""ItemReader":{"Resource":"r"},"#, "INVALID_RESOURCE /States/M/ItemReader/Resource"),
            (
                #""ItemReader":{"Resource":"arn:aws:states:::s3:getObject"},"#,
                "SCHEMA_VALIDATION_FAILED /States/M/ItemReader/ReaderConfig"
            ),
            (
                #""ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"PARQUET"}},"#,
                "NOT_SUPPORTED_YET /States/M/ItemReader/ReaderConfig/InputType"
            ),
            (
                #""ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"CSV","ItemsPointer":"/a"}},"#,
                "SCHEMA_VALIDATION_FAILED /States/M/ItemReader/ReaderConfig/ItemsPointer"
            ),
            (#""ResultWriter":{},"#, "SCHEMA_VALIDATION_FAILED /States/M/ResultWriter"),
            (#""ItemBatcher":{},"#, "SCHEMA_VALIDATION_FAILED /States/M/ItemBatcher"),
            (
                #""ItemBatcher":{"MaxItemsPerBatch":0},"#,
                "SCHEMA_VALIDATION_FAILED /States/M/ItemBatcher/MaxItemsPerBatch"
            ),
            (
                #""ResultWriter":{"Resource":"arn:aws:states:::s3:putObject","X":1},"#,
                "SCHEMA_VALIDATION_FAILED /States/M/ResultWriter/X"
            ),
        ])
    func refusals(fields: String, place: String) {
        let error = #expect(throws: DefinitionError.self) { try StateMachineDefinition(parsing: definition(fields)) }
        let found = error?.diagnostics.map { "\($0.code.rawValue) \($0.location)" } ?? []
        #expect(found.contains(place), "\(found)")
    }

    @Test(
        "fails where a path leads to what cannot be",
        arguments: [
            (#""ToleratedFailureCountPath":"$.x","#, "-1", "ToleratedFailureCount cannot be negative."),
            (
                #""ToleratedFailurePercentagePath":"$.x","#, "101",
                "ToleratedFailurePercentage must be between 0 and 100."
            ),
            (
                #""ToleratedFailureCountPath":"$.x","#, "{}",
                "The ToleratedFailureCountPath field refers to value \"{}\" which is not a number: $.x"
            ),
            (
                #""ItemBatcher":{"MaxItemsPerBatchPath":"$.x"},"#, "0",
                "MaxItemsPerBatchPath must be a positive integer."
            ),
        ])
    func values(fields: String, value: String, cause: String) throws {
        let machine = try StateMachineDefinition(parsing: definition(fields + #""ItemsPath":"$.items","#))
        guard case .map(let map)? = machine.state(named: "M") else { return }
        let input = try JSONText(validating: #"{"items":[1],"x":\#(value)}"#)
        let error = #expect(throws: StateRuntimeError.self) { try map.mapRunPlan(raw: input, context: .sample()) }
        #expect(error?.cause == cause)
    }
}
