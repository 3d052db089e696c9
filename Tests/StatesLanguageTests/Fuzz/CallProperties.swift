import JSON
import StatesLanguage

/// What has to hold for any text read as a call of an intrinsic function, and any input.
enum CallProperties {
    private typealias Outcome = Result<String, StateRuntimeError>

    /// More than the arguments that are made can come to; a call cannot make much of little.
    private static let mostBytes = 1 << 20

    static func check(_ seed: UInt64) -> FuzzOutcome {
        var values = ValueGenerator(random: FuzzRandom(seed: seed))
        let input = input(&values)
        var calls = CallGenerator(random: values.random)
        let text = calls.text()
        for (left, right) in laws(&calls) {
            let (one, other) = (outcome(left, input), outcome(right, input))
            guard agree(one, other) else {
                return .broken(
                    "\(left) is \(String(describing: one)), \(right) is \(String(describing: other)) with \(input.string)"
                )
            }
        }
        let template = try? PayloadTemplate(parsing: ["v.$": .string(text)])
        guard let call = try? IntrinsicCall(parsing: text) else {
            let isPath = (try? JSONPath(parsing: text)) != nil
            return template == nil || isPath ? .refused : .broken("a template takes what is no call: \(text)")
        }
        guard template != nil else { return .broken("a template refuses the call \(text)") }
        return fault(call, text, input).map { .broken($0) } ?? .held
    }

    private static func fault(_ call: IntrinsicCall, _ text: String, _ input: JSONText) -> String? {
        guard call.text == text, (try? IntrinsicCall(parsing: call.text)) == call else {
            return "read again, the call is another one: \(text)"
        }
        guard let first = outcome(text, input), first == outcome(text, input) else {
            return "two values of \(text) with \(input.string)"
        }
        if !call.drawsChance, first != outcome(text, input, chance: 7) {
            return "chance in \(text) with \(input.string)"
        }
        guard case .success(let result) = first else { return nil }
        guard result.utf8.count < mostBytes else {
            return "\(result.utf8.count) bytes from \(text) with \(input.string)"
        }
        return (try? JSONText(validating: result)) == nil ? "no JSON from \(text) with \(input.string)" : nil
    }

    /// Calls that have to give the same.
    private static func laws(_ calls: inout CallGenerator) -> [(String, String)] {
        let (any, path, text) = (calls.any(1), calls.path(), calls.literalText())
        let (one, other) = (calls.random.pick(ValueGenerator.numbers), calls.random.pick(ValueGenerator.numbers))
        let list = "States.Array(\(path), \(text), \(path), \(one), \(other))"
        func value(_ argument: String) -> String { "States.ArrayGetItem(States.Array(\(argument)), 0)" }
        return [
            ("States.StringToJson(States.JsonToString(\(any)))", value(any)),
            ("States.Base64Decode(States.Base64Encode(\(text)))", value(text)),
            ("States.Format(\(text))", value(text)),
            ("States.Format('{}', \(text))", value(text)),
            ("States.MathAdd(\(one), \(other))", "States.MathAdd(\(other), \(one))"),
            ("States.ArrayUnique(States.ArrayUnique(\(list)))", "States.ArrayUnique(\(list))"),
            ("States.ArrayContains(\(list), \(path))", "States.ArrayGetItem(States.Array(true, \(path)), 0)"),
            (
                "States.ArrayLength(States.ArrayPartition(\(list), 2))",
                "States.ArrayGetItem(States.Array(3, \(path)), 0)"
            ),
        ]
    }

    /// The same value, or both none, or both refused. There is one zero in JSON that was read from a text.
    private static func agree(_ one: Outcome?, _ other: Outcome?) -> Bool {
        switch (one, other) {
        case (.success(let one), .success(let other)): one == other || other == #"{"v":-0}"# && one == #"{"v":0}"#
        case (.failure, .failure), (nil, nil): true
        default: false
        }
    }

    private static func input(_ values: inout ValueGenerator) -> JSONText {
        var object = values.object(depth: 3)
        object["list"] = .array((0..<values.random.below(6)).map { _ in values.value(depth: 1) })
        object["text"] = .string(values.text())
        return JSONText(.object(object))
    }

    /// What a call comes to; nil where it is refused.
    private static func outcome(_ text: String, _ input: JSONText, chance: UInt64 = 1) -> Outcome? {
        guard let template = try? PayloadTemplate(parsing: ["v.$": .string(text)]) else { return nil }
        var variables = Variables()
        variables.assign(["known": [1, "a", ["b": nil]]])
        let chance = Chance(high: 0, low: chance)
        guard let context = try? ContextObject.sample(variables: variables, chance: chance) else { return nil }
        return Outcome { () throws(StateRuntimeError) in try template.text(input: input, context: context).string }
    }
}
