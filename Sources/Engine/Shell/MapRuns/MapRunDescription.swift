public import EventLog

/// What is known of a Map Run, as the service's `DescribeMapRun` tells it.
public struct MapRunDescription: Hashable, Sendable {
    /// How many there are, by how they stand.
    public struct Counts: Hashable, Sendable {
        /// Not begun yet, as far as that is known.
        public var pending = 0
        /// Going on.
        public var running = 0
        /// Ended well.
        public var succeeded = 0
        /// Failed.
        public var failed = 0
        /// Ran out of time.
        public var timedOut = 0
        /// Stopped.
        public var aborted = 0
        /// Ended badly before the run was redriven, and have yet to go on.
        public var pendingRedrive = 0
        /// Ended, with a result that the run handed on or wrote.
        public var resultsWritten = 0
        /// All of them.
        public var total: Int { pending + running + succeeded + failed + timedOut + aborted + pendingRedrive }
    }

    /// The run's ARN.
    public let mapRunArn: String
    /// The execution that the Map is in.
    public let execution: StreamID
    /// Where the run stands.
    public let status: ExecutionStatus
    /// When it began.
    public let startDate: Timestamp
    /// When it ended; `nil` while it goes on.
    public let stopDate: Timestamp?
    /// How often it was redriven with its execution.
    public let redriveCount: Int
    /// When last; `nil` before the first time.
    public let redriveDate: Timestamp?
    /// How many executions may run at one time; 0 for as many as may be.
    public let maxConcurrency: Int
    /// How many items may fail.
    public let toleratedFailureCount: Int
    /// How many of a hundred items may fail.
    public let toleratedFailurePercentage: Double
    /// The ARN of its executions' machine.
    public let stateMachineArn: String
    /// Its executions.
    public var executionCounts: Counts
    /// Its items: an execution has one, or a batch of them.
    public var itemCounts: Counts
}
