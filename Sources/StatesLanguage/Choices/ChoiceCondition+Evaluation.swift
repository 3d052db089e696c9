extension ChoiceCondition {
    func holds(in scope: inout EvaluationScope) throws(StateRuntimeError) -> Bool {
        switch self {
        case .comparison(let comparison):
            return try comparison.holds(in: &scope)
        case .and(let conditions):
            for condition in conditions {
                guard try condition.holds(in: &scope) else { return false }
            }
            return true
        case .or(let conditions):
            for condition in conditions {
                if try condition.holds(in: &scope) { return true }
            }
            return false
        case .not(let condition):
            return try !condition.holds(in: &scope)
        case .expression(let expression):
            return try expression.boolean(in: &scope)
        case .constant(let holds):
            return holds
        }
    }
}
