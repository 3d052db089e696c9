import EngineTesting

/// Makes small machines by chance: all kinds of states, nested, with errors, retries, catchers, variables and loops.
///
/// Every state keeps its input an object with `items` and `k`, so that a machine rarely fails for a path alone.
struct MachineGenerator {
    private var random: SeededGenerator
    private var count = 0
    /// Whether a task may be run once only, so that a crash changes what happens.
    private(set) var usesAtMostOnce = false
    /// Whether the machine has a time limit of its own, so that a delay changes what happens.
    private(set) var hasTimeLimit = false

    /// The resources that tasks call; `once` is declared to run at most once.
    static let resources = ["r0", "r1", "r2", "once"]

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed &* 0x9e37_79b9 &+ 1)
    }

    /// The definition of a machine.
    mutating func machine() -> String {
        hasTimeLimit = chance(0.05)
        let limit = hasTimeLimit ? "\"TimeoutSeconds\":\(number(5...60))," : ""
        return "{\(limit)\(block(depth: 0))}"
    }

    /// The members `StartAt` and `States` of a block of one to four states, which lead forward, but for loops that count.
    private mutating func block(depth: Int) -> String {
        let length = number(1...(depth == 0 ? 4 : 3))
        count += length + 1
        let first = count - length
        let names = (0..<length).map { "s\(first + $0)" }
        var states: [String] = []
        for (index, name) in names.enumerated() {
            let later = Array(names[(index + 1)...])
            states.append("\"\(name)\":{\(state(name, later, depth: depth))}")
        }
        // What loops need beside the states that are named above.
        states += extra
        extra = []
        return "\"StartAt\":\"\(names[0])\",\"States\":{\(states.joined(separator: ","))}"
    }

    private var extra: [String] = []

    private mutating func state(_ name: String, _ later: [String], depth: Int) -> String {
        let transition = later.first.map { "\"Next\":\"\($0)\"" } ?? "\"End\":true"
        switch number(0...99) {
        case ..<15: return "\"Type\":\"Pass\",\(pass(name)),\(transition)"
        case ..<50: return task(name, later, transition)
        case ..<58: return wait(transition)
        case ..<68 where !later.isEmpty: return choice(later)
        case ..<70: return #""Type":"Succeed""#
        case ..<73: return #""Type":"Fail","Error":"\#(error())","Cause":"on purpose""#
        case ..<78 where !later.isEmpty: return loop(name, later[0])
        case ..<89 where depth < 2: return parallel(later, transition, depth)
        case 89... where depth < 2: return map(later, transition, depth)
        default: return task(name, later, transition)
        }
    }

    private mutating func pass(_ name: String) -> String {
        switch number(0...5) {
        case 4:
            return #""QueryLanguage":"JSONata","Output":"{% $merge([$states.input, {'passed': $states.input.k}]) %}""#
        case 5:
            return
                #""QueryLanguage":"JSONata","Assign":{"v\#(name)":"{% $states.input.\#(chance(0.9) ? "k" : "none") %}"}"#
        case 0: return #""Result":{"from":"\#(name)"},"ResultPath":"$.last""#
        case 1: return #""Parameters":{"k.$":"$.k","n":\#(number(0...9))},"ResultPath":"$.passed""#
        case 2: return #""Assign":{"v\#(name)":\#(number(0...9)),"all\#(name).$":"$.k"}"#
        default: return #""ResultPath":null"#
        }
    }

    private mutating func task(_ name: String, _ later: [String], _ transition: String) -> String {
        if chance(0.15) { return expressionTask(name, later, transition) }
        let once = chance(0.06)
        usesAtMostOnce = usesAtMostOnce || once
        var fields = ["\"Type\":\"Task\"", "\"Resource\":\"\(once ? "once" : "r\(number(0...2))")\""]
        if chance(0.4) { fields.append(#""Parameters":{"k.$":"$.k","fixed":[1,2.50]}"#) }
        if chance(0.2) { fields.append(#""ResultSelector":{"v.$":"$.v"}"#) }
        fields.append(chance(0.3) ? #""ResultPath":null"# : #""ResultPath":"$.r""#)
        if chance(0.3) {
            fields.append("\"TimeoutSeconds\":\(number(2...9))")
        } else if chance(0.1) {
            fields.append("\"HeartbeatSeconds\":\(number(1...5))")
        }
        if chance(0.2) { fields.append(#""Assign":{"t\#(name)":1}"#) }
        return (fields + handlers(later) + [transition]).joined(separator: ",")
    }

    /// A task whose fields are expressions, one of which may fail, again and again or once the task has run.
    private mutating func expressionTask(_ name: String, _ later: [String], _ transition: String) -> String {
        var fields = [#""Type":"Task","QueryLanguage":"JSONata","Resource":"r\#(number(0...2))""#]
        fields.append(#""Arguments":{"k":"{% $states.input.\#(chance(0.95) ? "k" : "none") %}"}"#)
        let result = chance(0.9) ? "$states.result" : "$states.result.none.none + 1"
        fields.append(#""Output":"{% $merge([$states.input, {'r': \#(result)}]) %}""#)
        if chance(0.3) { fields.append(#""TimeoutSeconds":"{% 1 + \#(number(1...8)) %}""#) }
        if chance(0.3) { fields.append(#""Assign":{"t\#(name)":"{% $count($states.input.items) %}"}"#) }
        if chance(0.5) {
            fields.append(#""Retry":[{"ErrorEquals":["States.QueryEvaluationError","\#(error())"],"MaxAttempts":2}]"#)
        }
        if chance(0.6), let target = later.randomElement(using: &random) {
            fields.append(
                #""Catch":[{"ErrorEquals":["States.ALL"],"Next":"\#(target)","Output":"{% $merge([$states.input, {'error': $states.errorOutput}]) %}"}]"#
            )
        }
        return (fields + [transition]).joined(separator: ",")
    }

    private mutating func handlers(_ later: [String]) -> [String] {
        var fields: [String] = []
        if chance(0.5) {
            let jitter = chance(0.3) ? #","JitterStrategy":"FULL""# : ""
            fields.append(
                #""Retry":[{"ErrorEquals":["\#(error())"],"IntervalSeconds":\#(number(1...3)),"MaxAttempts":\#(number(0...3)),"BackoffRate":1.5\#(jitter)},{"ErrorEquals":["States.Timeout"],"MaxAttempts":1}]"#
            )
        }
        guard chance(0.5), let target = later.randomElement(using: &random) else { return fields }
        let names = chance(0.7) ? "States.ALL" : error()
        fields.append(#""Catch":[{"ErrorEquals":["\#(names)"],"ResultPath":"$.error","Next":"\#(target)"}]"#)
        return fields
    }

    private mutating func wait(_ transition: String) -> String {
        if chance(0.2) {
            return #""Type":"Wait","QueryLanguage":"JSONata","Seconds":"{% 2 * \#(number(0...9)) %}",\#(transition)"#
        }
        let duration = chance(0.8) ? "\"Seconds\":\(number(0...20))" : #""Timestamp":"2020-01-01T00:00:00Z""#
        return "\"Type\":\"Wait\",\(duration),\(transition)"
    }

    private mutating func choice(_ later: [String]) -> String {
        let target = later.randomElement(using: &random) ?? later[0]
        if chance(0.2) {
            return
                #""Type":"Choice","QueryLanguage":"JSONata","Choices":[{"Condition":"{% $states.input.k < \#(number(0...4)) %}","Next":"\#(target)"}],"Default":"\#(later[0])""#
        }
        let test = [
            #""Variable":"$.k","NumericLessThan":\#(number(0...4))"#, #""Variable":"$.error","IsPresent":true"#,
            #""Not":{"Variable":"$.k","NumericEquals":\#(number(0...3))}"#,
        ][number(0...2)]
        return #""Type":"Choice","Choices":[{\#(test),"Next":"\#(target)"}],"Default":"\#(later[0])""#
    }

    /// Counts to three, with a task in between, and goes on.
    private mutating func loop(_ name: String, _ next: String) -> String {
        extra += [
            #""\#(name)i":{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.count.n, 1)"},"ResultPath":"$.count","Next":"\#(name)t"}"#,
            #""\#(name)t":{"Type":"Task","Resource":"r0","ResultPath":null,"Next":"\#(name)c"}"#,
            #""\#(name)c":{"Type":"Choice","Choices":[{"Variable":"$.count.n","NumericLessThan":3,"Next":"\#(name)i"}],"Default":"\#(next)"}"#,
        ]
        return #""Type":"Pass","Result":{"n":0},"ResultPath":"$.count","Next":"\#(name)i""#
    }

    private mutating func parallel(_ later: [String], _ transition: String, _ depth: Int) -> String {
        let branches = (0..<number(1...3)).map { _ in "{\(inner(depth + 1))}" }
        let fields = [
            "\"Type\":\"Parallel\"", "\"Branches\":[\(branches.joined(separator: ","))]", #""ResultPath":"$.both""#,
        ]
        return (fields + handlers(later) + [transition]).joined(separator: ",")
    }

    private mutating func map(_ later: [String], _ transition: String, _ depth: Int) -> String {
        let processor = "{\(inner(depth + 1))}"
        let concurrency = chance(0.5) ? "\"MaxConcurrency\":\(number(1...2))," : ""
        let fields = [
            "\"Type\":\"Map\"", "\(concurrency)\"ItemProcessor\":\(processor)", #""ItemsPath":"$.items""#,
            #""ItemSelector":{"items":[7,8],"k.$":"$$.Map.Item.Value","i.$":"$$.Map.Item.Index"}"#,
            #""ResultPath":"$.mapped""#,
        ]
        return (fields + handlers(later) + [transition]).joined(separator: ",")
    }

    /// A block inside a state; what a loop around it needs stays around it.
    private mutating func inner(_ depth: Int) -> String {
        let own = extra
        extra = []
        defer { extra = own }
        return block(depth: depth)
    }

    private mutating func error() -> String { ["E1", "E2", "E3"][number(0...2)] }

    private mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
}
