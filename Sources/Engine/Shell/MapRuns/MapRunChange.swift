/// What somebody changes of a Map Run that goes on, as the service's `UpdateMapRun` has it; `nil` stays as it is.
public struct MapRunChange: Hashable, Sendable {
    /// How many executions may run at one time, 0 or more; 0 for as many as may be.
    public var maxConcurrency: Int?
    /// How many items may fail, 0 or more.
    public var toleratedFailureCount: Int?
    /// How many of a hundred items may fail, 0 to 100.
    public var toleratedFailurePercentage: Double?

    /// Describes a change.
    ///
    /// - Precondition: the numbers are in their ranges.
    public init(
        maxConcurrency: Int? = nil, toleratedFailureCount: Int? = nil, toleratedFailurePercentage: Double? = nil
    ) {
        precondition((maxConcurrency ?? 0) >= 0, "so many executions cannot run")
        precondition((toleratedFailureCount ?? 0) >= 0, "so many items cannot fail")
        precondition((0...100).contains(toleratedFailurePercentage ?? 0), "a percentage is from 0 to 100")
        self.maxConcurrency = maxConcurrency
        self.toleratedFailureCount = toleratedFailureCount
        self.toleratedFailurePercentage = toleratedFailurePercentage
    }
}
