/// How many iterations may fail.
struct MapTolerance: Sendable, Hashable {
    /// How many.
    var failureCount: MapNumber?
    /// How many of a hundred.
    var failurePercentage: MapNumber?

    static let none = MapTolerance()

    /// Whether its evaluation draws chance.
    var drawsChance: Bool { [failureCount, failurePercentage].contains { $0?.drawsChance ?? false } }

    /// Evaluates what has to be: a fault is the state's, also where nothing follows from the numbers.
    func check(in scope: inout EvaluationScope) throws(StateRuntimeError) {
        _ = try failureCount?.value(of: "ToleratedFailureCount", in: &scope)
        _ = try failurePercentage?.value(of: "ToleratedFailurePercentage", in: &scope)
    }
}
