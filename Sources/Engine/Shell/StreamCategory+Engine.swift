public import EventLog

extension StreamCategory {
    /// Executions; the UUID is a UUIDv7.
    public static let execution = StreamCategory("execution")
    /// The names of executions; the UUID follows from machine and name.
    public static let executionName = StreamCategory("execution-name")
    /// Definitions; the UUID follows from the hash of the text.
    public static let definition = StreamCategory("definition")
    /// Roles; the UUID follows from the hash of the text.
    public static let role = StreamCategory("role")
    /// State machines as they were published; the UUID follows from the ARN.
    public static let stateMachine = StreamCategory("state-machine")
    /// Activities; the UUID follows from the ARN.
    public static let activity = StreamCategory("activity")
    /// Tasks that wait for a worker of an activity; the UUID is beside the execution's.
    public static let task = StreamCategory("task")
    /// The rows that a query gave for a distributed Map; the UUID is the Map Run's.
    public static let mapRunItems = StreamCategory("map-run-items")
    /// Map Runs; the UUID follows from the Map's execution and task, and is in the run's ARN.
    public static let mapRun = StreamCategory("map-run")
    /// Signals from outside; the UUID is a UUIDv7.
    public static let signal = StreamCategory("signal")
}
