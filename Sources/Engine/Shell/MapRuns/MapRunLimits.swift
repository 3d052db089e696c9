internal import StatesLanguage

/// What a Map Run is held to: what its plan says, and what was changed of it since it began.
struct MapRunLimits: Hashable, Sendable {
    /// How many executions may run at one time; 0 for as many as may be.
    private(set) var maxConcurrency: Int
    /// How many items may fail; nil where nothing is said of a number.
    private(set) var toleratedFailureCount: Int?
    /// How many of a hundred items may fail; nil where nothing is said of it.
    private(set) var toleratedFailurePercentage: Double?

    init(_ plan: MapRunPlan) {
        maxConcurrency = plan.maxConcurrency
        toleratedFailureCount = plan.toleratedFailureCount
        toleratedFailurePercentage = plan.toleratedFailurePercentage
    }

    mutating func apply(_ change: MapRunChange) {
        maxConcurrency = change.maxConcurrency ?? maxConcurrency
        toleratedFailureCount = change.toleratedFailureCount ?? toleratedFailureCount
        toleratedFailurePercentage = change.toleratedFailurePercentage ?? toleratedFailurePercentage
    }

    /// Whether so many items may fail; `nil` where the Map does not say.
    ///
    /// - Parameter total: the number of items, of which a percentage may fail.
    func tolerates(_ failed: Int, of total: Int) -> Bool? {
        guard let percentage = toleratedFailurePercentage else { return toleratedFailureCount.map { failed <= $0 } }
        guard 100 * Double(failed) / Double(max(1, total)) <= percentage else { return false }
        return toleratedFailureCount.map { failed <= $0 } ?? true
    }
}
