import JSON

/// Makes machines of one state each, whose fields hold expressions: whole ones, good and bad, and ones with characters changed.
struct MachineGenerator {
    var random: FuzzRandom

    private static let pieces = [
        "$states.input", "$states.input.a", "$states.input.b.c", "$states.context", "$states.context.Execution.Input",
        "$states.context.State.Name", "$v", "$unknown", "1", "-2.5", "'x'",
        "null",
        "true", "[]", "{}", "[1..3]", "/a+/", "$now()", "$millis()", "$random()", "$uuid()",
        "$shuffle([1, 2])", "$partition([1, 2, 3], 2)", "$range(1, 5, 2)", "$hash('a', 'MD5')", "$parse('[1]')",
        "$eval('1')",
        "function($x){ $x }", "$sum",
    ]
    /// What the definition is refused for, in most fields.
    private static let refused = ["$states.result", "$states.errorOutput", "$", "$$", "a"]
    private static let marks = [
        "(", ")", "[", "]", "{", "}", "%", ".", "$", "'", "\"", "\\", ":=", "~>", "?", ":", ",", "é",
    ]

    mutating func expression(depth: Int) -> String {
        guard depth > 0, !random.oneIn(4) else {
            return random.pick(random.oneIn(16) ? Self.refused : Self.pieces)
        }
        let (one, two) = (expression(depth: depth - 1), expression(depth: depth - 1))
        switch random.below(10) {
        case 0: return "\(one) \(random.pick(["+", "-", "*", "/", "&", "=", "<", "in", "and", "or"])) \(two)"
        case 1: return "[\(one), \(two)]"
        case 2: return "{'k': \(one), 'l': \(two)}"
        case 3: return "($x := \(one); [$x, \(two)])"
        case 4: return "\(one)[\(two)]"
        case 5: return "(\(one)).b"
        case 6: return "$map(\(one), function($v, $i){ \(two) })"
        case 7:
            return "$\(random.pick(["string", "count", "type", "keys", "merge", "sort", "number", "exists"]))(\(one))"
        case 8: return "(\(one) ? \(two) : \(one))"
        default: return "($f := function($n){ $n > 9 ? \(one) : $f($n + 1) }; $f(0))"
        }
    }

    /// A field's value: an expression, something around one, or a constant.
    mutating func field(depth: Int) -> JSONValue {
        switch random.below(8) {
        case 0: return .number(JSONNumber(random.below(5)))
        case 1 where depth > 0: return .array([field(depth: depth - 1), field(depth: depth - 1)])
        case 2 where depth > 0: return ["k": field(depth: depth - 1), "l.$": "$.a"]
        default: break
        }
        let text = "{% \(expression(depth: 3)) %}"
        return .string(random.oneIn(6) ? random.mutated(text, pieces: Self.marks) : text)
    }

    /// The text of a machine with a state `X` of some kind.
    mutating func machine() -> JSONText {
        var state = JSONObject()
        let end: JSONValue = .string("E")
        switch random.below(7) {
        case 0: state = ["Type": "Pass", "Output": field(depth: 2), "Assign": ["v": field(depth: 1)], "Next": end]
        case 1:
            state = [
                "Type": "Task", "Resource": "r", "Arguments": field(depth: 2), "Output": field(depth: 2), "Next": end,
                "TimeoutSeconds": field(depth: 0), "Credentials": ["RoleArn": field(depth: 0)],
                "Catch": [["ErrorEquals": ["States.ALL"], "Next": end, "Output": field(depth: 1)]],
            ]
        case 2:
            state = [
                "Type": "Choice", "Default": end, "Output": field(depth: 1),
                "Choices": [["Condition": field(depth: 0), "Next": end, "Output": field(depth: 1)]],
            ]
        case 3: state = ["Type": "Wait", random.oneIn(2) ? "Seconds" : "Timestamp": field(depth: 0), "Next": end]
        case 4: state = ["Type": "Fail", "Error": field(depth: 0), "Cause": field(depth: 0)]
        case 5: state = ["Type": "Succeed", "Output": field(depth: 2)]
        default:
            state = [
                "Type": "Map", "Items": field(depth: 1), "ItemSelector": field(depth: 2), "Next": end,
                "MaxConcurrency": field(depth: 0), "Output": field(depth: 1),
                "ItemProcessor": ["StartAt": "I", "States": ["I": ["Type": "Succeed"]]],
            ]
        }
        return JSONText([
            "QueryLanguage": "JSONata", "StartAt": "X",
            "States": .object(["X": .object(state), "E": ["Type": "Succeed"]]),
        ])
    }
}
