import JSON
import StatesLanguage

/// Conditions combined, and what they come to.
indirect enum ConditionTree {
    /// What a Choice rule comes to.
    enum Answer: Equatable {
        case holds(Bool)
        case fails(StateRuntimeError)

        var truth: Bool? { if case .holds(let truth) = self { truth } else { nil } }
    }

    case leaf(Int)
    case not(ConditionTree)
    case and([ConditionTree])
    case or([ConditionTree])

    static func random(leaves: Int, depth: Int, _ random: inout FuzzRandom) -> ConditionTree {
        guard depth > 0 else { return .leaf(random.below(leaves)) }
        func part(_ random: inout FuzzRandom) -> ConditionTree {
            .random(leaves: leaves, depth: random.below(depth), &random)
        }
        if random.oneIn(3) { return .not(part(&random)) }
        let parts = (0...random.below(3)).map { _ in part(&random) }
        return random.oneIn(2) ? .and(parts) : .or(parts)
    }

    /// The rule, from the rules of the leaves.
    func rule(_ leaves: [JSONObject]) -> JSONObject {
        switch self {
        case .leaf(let index): leaves[index]
        case .not(let tree): ["Not": .object(tree.rule(leaves))]
        case .and(let trees): ["And": .array(trees.map { .object($0.rule(leaves)) })]
        case .or(let trees): ["Or": .array(trees.map { .object($0.rule(leaves)) })]
        }
    }

    /// What it must come to, from what the leaves alone do.
    func answer(_ leaves: [Answer]) -> Answer {
        switch self {
        case .leaf(let index): return leaves[index]
        case .not(let tree):
            let answer = tree.answer(leaves)
            return answer.truth.map { .holds(!$0) } ?? answer
        case .and(let trees): return trees.lazy.map { $0.answer(leaves) }.first { $0 != .holds(true) } ?? .holds(true)
        case .or(let trees): return trees.lazy.map { $0.answer(leaves) }.first { $0 != .holds(false) } ?? .holds(false)
        }
    }
}
