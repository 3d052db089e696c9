import JSON
import StatesLanguage

/// What has to hold for the comparisons of Choice rules, and what combines them, on any input.
enum ConditionProperties {
    private typealias Answer = ConditionTree.Answer

    private static let kinds = ["IsNull", "IsPresent", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp"]

    static func check(_ seed: UInt64) -> FuzzOutcome {
        var random = FuzzRandom(seed: seed)
        let family = ComparedPair.Family.allCases[random.below(4)]
        let pair = ComparedPair(family, &random)
        let variable = variable(&random)
        let names = family.comparisons
        // The comparisons, then their twins, then a question and its contrary, then a pattern that only the text matches.
        var rules = names.map { rule(variable, $0, pair.operand) } + names.map { rule(variable, $0 + "Path", "$.o") }
        let kind = random.pick(kinds)
        rules += [rule(variable, kind, true), rule(variable, kind, false)]
        if case .string(let text) = pair.operand {
            rules.append(rule(variable, "StringMatches", .string(pattern(text))))
        }
        let tree = ConditionTree.random(leaves: rules.count, depth: 4, &random)
        guard let answers = answers(rules + [tree.rule(rules)], pair.input), let again = self.answers(rules, pair.input)
        else { return .refused }
        let shown = "\(family) with \(variable), \(pair.input.string)"
        guard Array(answers.dropLast()) == again else { return .broken("two answers of \(shown)") }
        guard tree.answer(again) == answers.last else {
            return .broken("\(tree.rule(rules)) is not as its parts: \(shown)")
        }
        if let fault = comparisonFault(again, names.count) { return .broken("\(fault): \(shown)") }
        if let fault = kindFault(kind, Array(again[(2 * names.count)...]), variable, pair.input) {
            return .broken("\(fault): \(shown)")
        }
        if family == .text, again.last != again[0] { return .broken("StringMatches and StringEquals: \(shown)") }
        return .held
    }

    /// Each as its twin; of less, equal and greater one holds, or none where the kinds differ.
    private static func comparisonFault(_ answers: [Answer], _ count: Int) -> String? {
        guard answers[0..<count] == answers[count..<2 * count] else { return "a comparison and its twin disagree" }
        let truths = answers[0..<count].compactMap(\.truth)
        guard count == 5, truths.count == 5 else { return nil }
        let (equal, less, greater) = (truths[0], truths[1], truths[2])
        guard [equal, less, greater].count(where: \.self) <= 1 else { return "more than one order" }
        return truths[3] == (less || equal) && truths[4] == (greater || equal) ? nil : "an order with equality"
    }

    /// A question and its contrary never hold both, and the value is of the kind that is told.
    private static func kindFault(_ kind: String, _ answers: [Answer], _ variable: String, _ input: JSONText) -> String?
    {
        guard let truth = answers[0].truth, let contrary = answers[1].truth else {
            return kind == "IsPresent" || answers[0] != answers[1] ? "no answer to \(kind)" : nil
        }
        guard truth != contrary else { return "\(kind) and its contrary" }
        guard variable == "$.v", let value = try? input.value()["v"] else { return nil }
        let expected: Bool? =
            switch kind {
            case "IsNull": value.isNull
            case "IsPresent": true
            case "IsNumeric": value.numberValue != nil
            case "IsString": value.stringValue != nil
            case "IsBoolean": value.boolValue != nil
            default: value.stringValue == nil ? false : nil
            }
        return expected == nil || expected == truth ? nil : kind
    }

    private static func rule(_ variable: String, _ name: String, _ operand: JSONValue) -> JSONObject {
        ["Variable": .string(variable), name: operand]
    }

    private static func variable(_ random: inout FuzzRandom) -> String {
        guard random.oneIn(4) else { return "$.v" }
        var paths = PathGenerator(random: random)
        defer { random = paths.random }
        return paths.path(root: random.pick(["$", "$.v", "$$", "$unknown"]), isDefinite: random.oneIn(2))
    }

    private static func pattern(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("*", with: "\\*")
    }

    /// What each rule comes to, as the only one of a state; nil where the definition is refused.
    private static func answers(_ rules: [JSONObject], _ input: JSONText) -> [Answer]? {
        var states: JSONObject = ["Yes": ["Type": "Succeed"], "C\(rules.count)": ["Type": "Succeed"]]
        for (index, rule) in rules.enumerated() {
            var rule = rule
            rule["Next"] = "Yes"
            states["C\(index)"] = ["Type": "Choice", "Choices": [.object(rule)], "Default": .string("C\(index + 1)")]
        }
        let text = JSONText(["StartAt": "C0", "States": .object(states)])
        guard let machine = try? StateMachineDefinition(parsing: text), let context = try? ContextObject.sample()
        else { return nil }
        return rules.indices.compactMap { index -> Answer? in
            guard case .choice(let choice)? = machine.state(named: "C\(index)") else { return nil }
            do throws(StateRuntimeError) {
                return .holds(try choice.choose(raw: input, context: context).next == "Yes")
            } catch {
                return .fails(error)
            }
        }
    }
}
