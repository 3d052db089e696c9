public import EventLog
internal import JSON

extension ExecutionEvent {
    /// Reads a recorded event.
    ///
    /// - Throws: `ExecutionEventError` where the type or a field is unknown or the payload is malformed.
    public init(_ event: RecordedEvent) throws(ExecutionEventError) {
        do {
            var fields = try EventFieldReader(event)
            self = try ExecutionEvent.read(event, &fields)
        } catch let error as ExecutionEventError {
            throw error
        } catch let error as JSONError {
            throw .malformed(reason: error.description, type: event.type, version: event.version)
        } catch {
            throw .malformed(reason: "\(error)", type: event.type, version: event.version)
        }
    }

    private static func read(_ event: RecordedEvent, _ fields: inout EventFieldReader) throws -> ExecutionEvent {
        switch event.type {
        case .stateEntered: .stateEntered(try StateEntered(from: &fields))
        case .stateExited: .stateExited(try StateExited(from: &fields))
        case .taskScheduled: .taskScheduled(try TaskScheduled(from: &fields))
        case .taskStarted: .taskStarted(try TaskStarted(from: &fields))
        case .taskSubmitted: .taskSubmitted(try TaskSubmitted(from: &fields))
        case .taskSucceeded: .taskSucceeded(try TaskSucceeded(from: &fields))
        case .executionStarted: .executionStarted(try ExecutionStarted(from: &fields))
        case .executionSucceeded: .executionSucceeded(try ExecutionSucceeded(from: &fields))
        case .choiceTaken: .choiceTaken(try ChoiceTaken(from: &fields))
        case .waitScheduled: .waitScheduled(try WaitScheduled(from: &fields))
        case .waitFinished: .waitFinished(try WaitFinished(from: &fields))
        case .taskHeartbeatRecorded: .taskHeartbeatRecorded(try TaskHeartbeatRecorded(from: &fields))
        case .taskFailed: .taskFailed(try TaskFailed(from: &fields))
        case .taskTimedOut: .taskTimedOut(try TaskTimedOut(from: &fields))
        case .retryScheduled: .retryScheduled(try RetryScheduled(from: &fields))
        case .evaluationFailed: .evaluationFailed(try EvaluationFailed(from: &fields))
        case .catcherTaken: .catcherTaken(try CatcherTaken(from: &fields))
        case .notificationPublished: .notificationPublished(try NotificationPublished(from: &fields))
        case .parallelStarted: .parallelStarted(try ParallelStarted(from: &fields))
        case .branchStarted: .branchStarted(try BranchStarted(from: &fields))
        case .branchSucceeded: .branchSucceeded(try BranchSucceeded(from: &fields))
        case .branchFailed: .branchFailed(try BranchFailed(from: &fields))
        case .mapStarted: .mapStarted(try MapStarted(from: &fields))
        case .iterationStarted: .iterationStarted(try BranchStarted(from: &fields))
        case .iterationSucceeded: .iterationSucceeded(try BranchSucceeded(from: &fields))
        case .iterationFailed: .iterationFailed(try BranchFailed(from: &fields))
        case .executionFailed: .executionFailed(try ExecutionFailed(from: &fields))
        case .executionTimedOut: .executionTimedOut(try ExecutionTimedOut(from: &fields))
        case .executionAborted: .executionAborted(try ExecutionAborted(from: &fields))
        case .executionRedriven: .executionRedriven(try ExecutionRedriven(from: &fields))
        case .executionTakenOver: .executionTakenOver(try ExecutionTakenOver(from: &fields))
        case .executionParked: .executionParked(try ExecutionParked(from: &fields))
        case .executionUnparked: .executionUnparked(try ExecutionUnparked(from: &fields))
        default: throw ExecutionEventError.unknownType(event.type, version: event.version)
        }
    }
}
