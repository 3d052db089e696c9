import Engine
import EngineTesting
import EventLog
import JSON
import MemoryBackend
import Synchronization
import Testing

@Suite("A distributed Map", .timeLimit(.minutes(10))) struct MapRunTests {
    private let bench = Bench()
    private let objects = MemoryObjectStore()

    private func engine(
        _ fields: String, processor: String = States.task("a"), more: String = "", before: String? = nil,
        on store: (any EventStore)? = nil
    ) throws -> (ExecutionEngine, StateMachine) {
        let engine = bench.engine(on: store) { $0.objects = objects }
        let start = processor.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)[1]
        let map = """
            \(before.map { $0 + "," } ?? "")"M": {"Type": "Map", \(fields)
              "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                "StartAt": "\(start)", "States": {\(processor)}}, "End": true}\(more)
            """
        return (engine, try Bench.machine(map))
    }

    private func run(
        _ fields: String, input: String, processor: String = States.task("a"), more: String = "",
        before: String? = nil, _ handler: @escaping @Sendable (TaskContext) async throws -> JSONValue
    ) async throws -> (ExecutionDescription, ExecutionClient) {
        let (engine, machine) = try engine(fields, processor: processor, more: more, before: before)
        engine.handle("a", TaskOptions(), handler)
        try engine.add(machine)
        return try await Bench.running(engine) {
            let start = try await engine.start("m", input: input)
            return (try await engine.result(of: start.execution), engine.client)
        }
    }

    @Test func `runs an execution for each item, which can be found, and hands on their outputs in order`() async throws
    {
        let (end, client) = try await run(#""Label": "Lines", "MaxConcurrency": 2,"#, input: "[3, 1, 2]") { context in
            for _ in 0..<(try context.input.value().numberValue?.int ?? 0) { await Task.yield() }
            return ["got": try context.input.value(), "machine": .string(context.stateMachineArn)]
        }
        let arn = "arn:aws:states:us-east-1:123456789012:stateMachine:m/Lines"
        let outputs = [3, 1, 2].map { ["got": .number(JSONNumber($0)), "machine": .string(arn)] as JSONValue }
        #expect(try end.output?.value() == .array(outputs))
        let run = try #require(try await client.mapRuns(of: end.execution).first)
        #expect(run.status == .succeeded && run.executionCounts.succeeded == 3 && run.executionCounts.total == 3)
        #expect(run.mapRunArn.hasPrefix("arn:aws:states:us-east-1:123456789012:mapRun:m/Lines:"))
        var query = StreamQuery(category: .execution, limit: 10)
        query.labels = ["mapRun": run.mapRunArn]
        let children = try await client.list(query).streams
        #expect(children.count == 3)
        #expect(children.allSatisfy { $0.labels["stateMachine"] == "m/Lines" })
        let history = try await client.executionHistory(of: end.execution)
        #expect(
            history.map(\.type.rawValue) == [
                "ExecutionStarted", "MapStateEntered", "MapStateStarted", "MapRunStarted", "MapRunSucceeded",
                "MapStateSucceeded", "MapStateExited", "ExecutionSucceeded",
            ])
        #expect(history.count == end.state.historyLength)
    }

    @Test(
        "tolerates as many failures as it may, and fails with the next one",
        arguments: [
            (#""ToleratedFailureCount": 1,"#, 1, true), (#""ToleratedFailureCount": 1,"#, 2, false), ("", 1, false),
            (#""ToleratedFailurePercentage": 50,"#, 2, true), (#""ToleratedFailurePercentage": 49,"#, 2, false),
            (#""ToleratedFailurePercentagePath": "$.x","ItemsPath": "$.items","#, 1, true),
        ])
    func tolerance(fields: String, failures: Int, isTolerated: Bool) async throws {
        let caught = #""Catch": [{"ErrorEquals": ["States.ExceedToleratedFailureThreshold"], "Next": "C"}],"#
        let input = fields.contains("Path") ? #"{"x": 25, "items": [0, 1, 2, 3]}"# : "[0, 1, 2, 3]"
        let (end, client) = try await run(
            fields + caught, input: input, more: #","C": {"Type": "Pass", "End": true}"#
        ) { context in
            let item = try context.input.value()
            if item.numberValue?.int ?? 0 < failures { throw TaskError("Bad", cause: "item") }
            return item
        }
        #expect(end.status == .succeeded)
        if isTolerated {
            #expect(end.output?.string == "[" + (failures..<4).map(String.init).joined(separator: ",") + "]")
        } else {
            #expect(end.caught.map(\.cause) == ["The specified tolerated failure threshold was exceeded"])
            let history = try await client.executionHistory(of: end.execution).map(\.type)
            #expect(history.contains(.mapRunFailed) && history.contains(.mapStateFailed))
            let run = try #require(try await client.mapRuns(of: end.execution).first)
            #expect(run.status == .failed && run.executionCounts.running == 0)
        }
    }

    @Test func `shapes items and puts them into batches`() async throws {
        let (end, _) = try await run(
            #""ItemsPath": "$.items", "ItemSelector": {"v.$": "$$.Map.Item.Value", "i.$": "$$.Map.Item.Index", "all.$": "$.k"},"#
                + #""ItemBatcher": {"MaxItemsPerBatch": 2, "BatchInput": {"k.$": "$.k"}},"#,
            input: #"{"items": [7, 8, 9], "k": 1.50}"#
        ) { try $0.input.value() }
        #expect(
            end.output?.string
                == #"[{"BatchInput":{"k":1.50},"Items":[{"v":7,"i":0,"all":1.50},{"v":8,"i":1,"all":1.50}]},"#
                + #"{"BatchInput":{"k":1.50},"Items":[{"v":9,"i":2,"all":1.50}]}]"#)
        let (bytes, _) = try await run(
            #""ItemBatcher": {"MaxInputBytesPerBatch": 80},"#, input: #"["aaaaaaa","bbbbbbb","c"]"#
        ) { .number(JSONNumber(try $0.input.value()["Items"]?.arrayValue?.count ?? 0)) }
        #expect(bytes.output?.string == "[1,2]")
    }

    @Test func `takes items, what it makes of them, batches and limits from expressions`() async throws {
        let (end, _) = try await run(
            #""QueryLanguage": "JSONata", "Items": "{% $states.input.n ~> $map(function($v){ $v * 10 }) %}","#
                + #""ItemSelector": {"v": "{% $states.context.Map.Item.Value %}", "k": "{% $states.input.k %}", "x": "{% $x %}"},"#
                + #""ItemBatcher": {"MaxItemsPerBatch": "{% 1 + 1 %}", "BatchInput": {"of": "{% $count($states.input.n) %}"}},"#
                + #""ToleratedFailurePercentage": "{% 50 / 2 %}", "Output": "{% $states.result %}","#,
            input: #"{"n": [1, 2, 3], "k": 1.10}"#, before: States.pass("p", #""Assign": {"x": 7},"#, next: "M")
        ) { context in try context.input.value() }
        #expect(
            end.output?.string == """
                [{"BatchInput":{"of":3},"Items":[{"v":10,"k":1.10,"x":7},{"v":20,"k":1.10,"x":7}]},\
                {"BatchInput":{"of":3},"Items":[{"v":30,"k":1.10,"x":7}]}]
                """)
    }

    @Test func `is tried again and caught where an expression does not fit`() async throws {
        let (end, client) = try await run(
            #""QueryLanguage": "JSONata", "Items": "{% $states.input.n %}", "MaxConcurrency": "{% 'many' %}","#
                + #""Catch": [{"ErrorEquals": ["States.QueryEvaluationError"], "Next": "c", "Output": "caught"}],"#,
            input: #"{"n": [1]}"#, more: "," + States.pass("c")
        ) { _ in 1 }
        #expect(end.output?.string == #""caught""#)
        let history = try await client.executionHistory(of: end.execution)
        #expect(
            history.map(\.type.rawValue) == [
                "ExecutionStarted", "MapStateEntered", "EvaluationFailed", "MapStateFailed", "MapStateExited",
                "PassStateEntered", "PassStateExited", "ExecutionSucceeded",
            ])
    }

    @Test func `reads and writes objects`() async throws {
        objects.put("id;name\r\n1;\"a;\"\"b\"\"\n\"\n2;c\n", to: ObjectLocation(bucket: "in", key: "x/items.csv"))
        let (end, _) = try await run(
            #""ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "CSV", "CSVDelimiter": "SEMICOLON"}, "Parameters": {"Bucket": "in", "Key.$": "$.key"}},"#
                + #""ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "out", "Prefix": "p"}, "WriterConfig": {"Transformation": "COMPACT", "OutputType": "JSONL"}},"#
                + #""ToleratedFailureCount": 1,"#,
            input: #"{"key": "x/items.csv"}"#
        ) { context in
            let item = try context.input.value()
            if item["id"] == "2" { throw TaskError("Bad", cause: "two") }
            return item
        }
        let output = try #require(try end.output?.value())
        let manifest = ObjectLocation(
            bucket: "out", key: output["ResultWriterDetails"]?["Key"]?.stringValue ?? "")
        #expect(manifest.key.hasPrefix("p/") && manifest.key.hasSuffix("/manifest.json"))
        let files = try JSONValue(parsing: objects.text(of: manifest) ?? "")["ResultFiles"]
        func text(_ kind: String) -> String? {
            let key = files?[kind]?.arrayValue?.first?["Key"]?.stringValue ?? ""
            return objects.text(of: ObjectLocation(bucket: "out", key: key))
        }
        // The columns come in the service's order.
        #expect(text("SUCCEEDED") == "{\"name\":\"a;\\\"b\\\"\\n\",\"id\":\"1\"}\n")
        let failed = try JSONValue(parsing: String(try #require(text("FAILED")).dropLast()))
        #expect(failed["Status"] == "FAILED" && failed["Error"] == "Bad" && failed["Cause"] == "two")
    }

    @Test(
        "reads what is inside of the objects of a list",
        arguments: [
            (#""InputType": "CSV""#, ["a": "x,y\n1,2\n3,4\n", "b": "", "c/d": "y,x\n5,6\n"], #"["1","3","6"]"#),
            (#""InputType": "JSONL""#, ["a": #"{"x":1}"#, "b": "{\"x\":2}\n{\"x\":3}\n"], "[1,2,3]"),
            (#""InputType": "JSON", "ItemsPointer": "/i""#, ["a": #"{"i":[{"x":1}]}"#, "b": #"{"i":[]}"#], "[1]"),
            (#""InputType": "CSV", "MaxItems": 2"#, ["a": "x\n1\n", "b": "x\n2\n3\n"], #"["1","2"]"#),
            (#""InputType": "JSON""#, ["a": "[{}]", "b": "no"], "s3://in/p/b: The object is not JSON."),
        ] as [(String, [String: String], String)])
    func loading(config: String, files: [String: String], end expected: String) async throws {
        for (key, text) in files { objects.put(text, to: ObjectLocation(bucket: "in", key: "p/\(key)")) }
        objects.put("[7]", to: ObjectLocation(bucket: "in", key: "other"))
        let (end, _) = try await run(
            #""ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "in", "Prefix": "p/"}, "ReaderConfig": {"Transformation": "LOAD_AND_FLATTEN", \#(config)}},"#,
            input: "{}"
        ) { try $0.input.value()["x"] ?? nil }
        #expect(end.output?.string ?? end.cause == expected)
    }

    @Test("reads objects that come in many pieces", arguments: ["CSV", "JSONL"])
    func pieces(type: String) async throws {
        // Records of all lengths up to a few kilobytes, so that pieces end in every place of one: about three pieces.
        var generator = SeededGenerator(seed: 7)
        let texts = (0..<1500).map { _ in
            String(
                (0..<Int.random(in: 0...1000, using: &generator)).map { _ in
                    ["a", "ä", "\"", "\n", ",", "\r"].randomElement(using: &generator) ?? "a"
                })
        }
        let quoted = texts.map { "\"\($0.replacing("\"", with: "\"\""))\",x" }
        let lines = type == "CSV" ? ["text,other"] + quoted : texts.map { JSONValue.object(["text": .string($0)]).text }
        objects.put(lines.joined(separator: "\r\n"), to: ObjectLocation(bucket: "in", key: "k"))
        let (end, _) = try await run(
            #""ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "\#(type)"}, "Parameters": {"Bucket": "in", "Key": "k"}},"#
                + #""ItemBatcher": {"MaxItemsPerBatch": 100},"#, input: "{}"
        ) { context in
            let items = try context.input.value()["Items"]?.arrayValue ?? []
            let text = items.map { $0["text"]?.stringValue ?? "" }.joined(separator: "|")
            return .string(SHA256Hash(of: Array(text.utf8)).hex)
        }
        let expected = stride(from: 0, to: 1500, by: 100).map { first in
            JSONValue.string(SHA256Hash(of: Array(texts[first..<first + 100].joined(separator: "|").utf8)).hex)
        }
        #expect(try end.output?.value() == .array(expected), "\(end.error ?? "") \(end.cause ?? "")")
    }

    @Test(
        "finds its items by a pointer",
        arguments: [
            ("/pay/lines", "[1,2]"), ("/a~1b", "[3]"), ("", nil), ("/pay", nil), ("/none", nil),
        ] as [(String, String?)])
    func pointer(_ pointer: String, output: String?) async throws {
        objects.put(#"{"pay": {"lines": [1, 2]}, "a/b": [3]}"#, to: ObjectLocation(bucket: "in", key: "k"))
        let (end, _) = try await run(
            #""ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "JSON", "ItemsPointer": "\#(pointer)"}, "Parameters": {"Bucket": "in", "Key": "k"}},"#,
            input: "{}"
        ) { try $0.input.value() }
        #expect(end.output?.string == output)
        #expect(end.error == (output == nil ? "States.ItemReaderFailed" : nil))
    }

    @Test(
        "shapes its result where nothing is written",
        arguments: [("COMPACT", "[[1],[2]]"), ("FLATTEN", "[1,2]"), ("NONE", nil)] as [(String, String?)])
    func shapes(transformation: String, output: String?) async throws {
        let (end, _) = try await run(
            #""ResultWriter": {"WriterConfig": {"Transformation": "\#(transformation)", "OutputType": "JSON"}}, "ToleratedFailureCount": 1,"#,
            input: "[1, 2, 3]"
        ) { context in
            let item = try context.input.value()
            if item == 3 { throw TaskError("Bad", cause: "three") }
            return [item]
        }
        guard output == nil else { return #expect(end.output?.string == output) }
        let entries = try #require(try end.output?.value().arrayValue)
        #expect(entries.map { $0["Status"]?.stringValue } == ["SUCCEEDED", "SUCCEEDED", "FAILED"])
        #expect(entries.map { $0["Output"]?.stringValue } == ["[1]", "[2]", nil])
        #expect(entries[2]["Cause"] == "three")
    }

    @Test(
        "fails with the reader's reason, which can be caught",
        arguments: [
            ("CSV", "a,a\n1,2\n", "CSV headers cannot contain duplicates."),
            ("JSON", "{}", "Attempting to map over non-iterable node."),
            ("JSONL", "1\n{\n", "Line 2 is not JSON."), ("JSON", nil, "there is no object s3://in/k"),
            ("CSV", "a\n\"1", "The CSV ends inside quotation marks."),
        ] as [(String, String?, String)])
    func reading(type: String, text: String?, cause: String) async throws {
        if let text { objects.put(text, to: ObjectLocation(bucket: "in", key: "k")) }
        let (end, _) = try await run(
            #""Catch": [{"ErrorEquals": ["States.ItemReaderFailed"], "Next": "C"}],"#
                + #""ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "\#(type)"}, "Parameters": {"Bucket": "in", "Key": "k"}},"#,
            input: "{}", more: #","C": {"Type": "Pass", "End": true}"#
        ) { try $0.input.value() }
        #expect(end.caught.map(\.cause) == [cause])
    }

    @Test func `goes on where its worker died: what was begun is not begun again`() async throws {
        let calls = Mutex<[String: Int]>([:])
        let gate = Gate()
        let link = FaultyEventStore(bench.store, faults: StoreFaults(), seed: 1)
        let (first, machine) = try engine(#""MaxConcurrency": 2,"#, on: link)
        first.handle("a") { context in
            let item = try context.input.value()
            calls.withLock { $0[item.text, default: 0] += 1 }
            if item == 2 { try await gate.pass() }
            return item
        }
        try first.add(machine)
        let run = Task { try await first.run() }
        let start = try await first.start("m", input: "[0, 1, 2, 3, 4]")
        await gate.waitForEntries(1)
        await bench.kill(first, on: link, run)
        let (second, _) = try engine("")
        second.handle("a") { context in
            let item = try context.input.value()
            calls.withLock { $0[item.text, default: 0] += 1 }
            return item
        }
        try second.add(machine)
        try await Bench.running(second) {
            let end = try await second.result(of: start.execution)
            #expect(end.output?.string == "[0,1,2,3,4]")
            let run = try #require(try await second.client.mapRuns(of: start.execution).first)
            #expect(run.executionCounts.total == 5)
        }
        let counts = calls.withLock { $0 }
        #expect(counts["0"] == 1 && counts["1"] == 1 && counts["2"] == 2 && counts["4"] == 1, "\(counts)")
    }

    /// A list that is asked for again may have something new at its beginning: then no number stands for the item it stood for.
    /// An object that was only written anew is the same.
    @Test(arguments: [
        (change: "none", output: #"["b","c","d"]"#), ("written anew", #"["b","c","d"]"#), ("new", nil), ("gone", nil),
    ])
    func `fails where its worker died and the items have changed since`(change: String, output: String?) async throws {
        let reader =
            #""ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "in"}},"#
        for name in ["b", "c", "d"] { objects.put(name, to: ObjectLocation(bucket: "in", key: name)) }
        let ran = Mutex<[String]>([])
        let gate = Gate()
        let link = FaultyEventStore(bench.store, faults: StoreFaults(), seed: 1)
        let (first, machine) = try engine(reader, on: link)
        let handler: @Sendable (TaskContext) async throws -> JSONValue = { context in
            let key = try context.input.value()["Key"]?.stringValue ?? ""
            if key != "b" { try await gate.pass() }
            ran.withLock { $0.append(key) }
            return .string(key)
        }
        first.handle("a", TaskOptions(), handler)
        try first.add(machine)
        let run = Task { try await first.run() }
        let start = try await first.start("m", input: "{}")
        await gate.waitForEntries(2)
        while !ran.withLock({ $0.contains("b") }) { await Task.yield() }
        await bench.kill(first, on: link, run)
        switch change {
        case "written anew": objects.put("longer than before", to: ObjectLocation(bucket: "in", key: "c"))
        case "new": objects.put("a", to: ObjectLocation(bucket: "in", key: "a"))
        case "gone": objects.remove(ObjectLocation(bucket: "in", key: "d"))
        default: break
        }
        // Where the Map fails the door stays closed: those who wait before it are stopped.
        let second = try engine("").0
        second.handle("a", TaskOptions(), handler)
        try second.add(machine)
        let end = try await Bench.running(second) {
            if output != nil { gate.open() }
            let end = try await second.result(of: start.execution)
            for child in try await bench.store.streams(StreamQuery(category: .execution, limit: 100)).streams {
                _ = try await second.result(of: child.stream)
            }
            return end
        }
        #expect(end.output?.string == output)
        #expect(end.error == (output == nil ? "States.ItemReaderFailed" : nil))
    }

    @Test func `is given up by an engine that ends, and gone on with by the next one`() async throws {
        let gate = Gate()
        let (first, machine) = try engine(#""MaxConcurrency": 2,"#)
        first.handle("a") { context in
            let item = try context.input.value()
            if item == 1 { try await gate.pass() }
            return item
        }
        try first.add(machine)
        let execution = try await Bench.running(first) {
            let start = try await first.start("m", input: "[0, 1, 2]")
            await gate.waitForEntries(1)
            first.shutDown()
            gate.open()
            return start.execution
        }
        #expect(try await first.client.describe(execution).status == .running)
        let (second, _) = try engine("")
        second.handle("a") { try $0.input.value() }
        try second.add(machine)
        try await Bench.running(second) {
            let end = try await second.result(of: execution)
            #expect(end.output?.string == "[0,1,2]")
            #expect(try await second.client.mapRuns(of: execution).first?.executionCounts.succeeded == 3)
        }
    }

    @Test func `fails where an item or the result is too large`() async throws {
        let large = String(repeating: "x", count: 200_000)
        let input = "[\"a\", \"b\"]"
        let (result, _) = try await run("", input: input) { _ in .string(large) }
        #expect(result.error == "States.DataLimitExceeded")
        objects.put("\"\(large)\"\n\"\(large)\"\n", to: ObjectLocation(bucket: "in", key: "k"))
        let (item, _) = try await run(
            #""ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "JSONL"}, "Parameters": {"Bucket": "in", "Key": "k"}},"#
                + #""ItemBatcher": {"MaxItemsPerBatch": 2},"#, input: "{}"
        ) { _ in nil }
        #expect(item.error == "States.DataLimitExceeded", "\(item.cause ?? "")")
    }

    @Test func `stops its executions where it is stopped`() async throws {
        let gate = Gate()
        let (engine, machine) = try engine(#""MaxConcurrency": 2,"#)
        engine.handle("a") { _ in
            try await gate.pass()
            return nil
        }
        try engine.add(machine)
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "[0, 1, 2]")
            await gate.waitForEntries(2)
            try await engine.stop(start.execution, cause: "enough")
            await gate.waitForCancellations(2)
            while try await engine.client.mapRuns(of: start.execution).first?.executionCounts.aborted != 2 {
                await Task.yield()
            }
            #expect(try await engine.client.mapRuns(of: start.execution).first?.status == .aborted)
        }
    }

    @Test func `ends, and is changed no more, where another branch fails and that is caught`() async throws {
        let gate = Gate()
        let engine = bench.engine()
        let map = """
            "M": {"Type": "Map", "End": true, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED",
              "ExecutionType": "STANDARD"}, "StartAt": "a", "States": {\(States.task("a"))}}}
            """
        let caught = #""Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Z"}],"#
        let parallel = ParallelTests.parallel(caught, map, States.task("b"), next: "Z")
        let machine = try Bench.machine(parallel + #","Z": {"Type": "Wait", "Seconds": 100000, "End": true}"#)
        engine.handle("a") { _ in
            try await gate.pass()
            return nil
        }
        engine.handle("b") { _ in
            await gate.waitForEntries(2)
            throw TaskError("Declined", cause: "no money")
        }
        try engine.add(machine)
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "[0, 1]")
            await gate.waitForCancellations(2)
            while try await engine.client.mapRuns(of: start.execution).first?.executionCounts.aborted != 2 {
                await Task.yield()
            }
            // The execution goes on behind its Catcher.
            #expect(try await engine.client.describe(start.execution).status == .running)
            let run = try #require(try await engine.client.mapRuns(of: start.execution).first)
            #expect(run.status == .aborted && run.stopDate != nil)
            await #expect {
                try await engine.client.changeMapRun(run.mapRunArn, MapRunChange(maxConcurrency: 1))
            } throws: {
                if case EngineError.mapRunHasEnded(run.mapRunArn, .aborted) = $0 { true } else { false }
            }
        }
    }
}
