/// What somebody changes of a Map Run that goes on, as the service's `UpdateMapRun` has it; `nil` stays as it is.
public struct MapRunChange: Hashable, Sendable {
    /// How many executions may run at one time, 0 or more; 0 for as many as may be.
    public var maxConcurrency: Int?
    /// How many items may fail, 0 or more.
    public var toleratedFailureCount: Int?
    /// How many of a hundred items may fail, 0 to 100.
    public var toleratedFailurePercentage: Double?

    /// Describes a change.
    public init(
        maxConcurrency: Int? = nil, toleratedFailureCount: Int? = nil, toleratedFailurePercentage: Double? = nil
    ) {
        self.maxConcurrency = maxConcurrency
        self.toleratedFailureCount = toleratedFailureCount
        self.toleratedFailurePercentage = toleratedFailurePercentage
    }
}
