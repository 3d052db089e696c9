public import EventLog
public import JSON

extension ExecutionEvent {
    /// An attempt of a task is to be made.
    public struct TaskScheduled: Hashable, Sendable {
        /// The frame the state belongs to.
        public var frame: FrameID
        /// The state's name.
        public var state: String
        /// The resource, as the definition writes it.
        public var resource: String
        /// What the resource is given: the state's effective input.
        public var parameters: JSONText
        /// How often this state was tried before since it was entered.
        public var attempt: Int
        /// The longest a run may take, by the definition.
        public var timeoutSeconds: Int?
        /// The longest a run may take, by the handler's registration, in milliseconds.
        public var limitMilliseconds: Int?
        /// The longest a run may be silent.
        public var heartbeatSeconds: Int?
        /// Whether a run that may have begun is never begun again.
        public var atMostOnce: Bool
        /// What ends the attempt from outside; `nil` where its handler does.
        public var token: String?
        /// The chance that was used for the parameters; `nil` where none was.
        public var seed: Seed?
        /// The role of the state's `Credentials`; `nil` where it names none.
        public var roleArn: String?
        /// Of a distributed Map whose Map Run goes on after a redrive: that run.
        public var mapRun: RedrivenMapRun?
    }

    /// A worker begins a run of an attempt.
    public struct TaskStarted: Hashable, Sendable {
        /// The attempt.
        public var task: TaskID
        /// Which run of the attempt this is, from 1.
        public var run: Int
        /// Who runs it.
        public var worker: WorkerID
    }

    /// A running task said that it is alive.
    public struct TaskHeartbeatRecorded: Hashable, Sendable {
        /// The attempt.
        public var task: TaskID
        /// When it said so.
        public var at: Timestamp
        /// The name of the worker outside that was given the attempt at this moment, empty where it has none; `nil` for
        /// any other sign of life.
        public var workerName: String?
    }

    /// A handler handed an attempt over.
    public struct TaskSubmitted: Hashable, Sendable {
        /// The attempt.
        public var task: TaskID
        /// What the resource answered; it is not the task's result.
        public var output: JSONText
    }

    /// An attempt succeeded.
    public struct TaskSucceeded: Hashable, Sendable {
        /// The attempt.
        public var task: TaskID
        /// What the resource answered.
        public var output: JSONText
    }

    /// An attempt failed.
    public struct TaskFailed: Hashable, Sendable {
        /// The attempt.
        public var task: TaskID
        /// The error's name; `nil` where whoever held the token gave none.
        public var error: String?
        /// What happened; `nil` where whoever held the token did not say.
        public var cause: String?
    }

    /// An attempt took too long, or its heartbeat stopped.
    public struct TaskTimedOut: Hashable, Sendable {
        /// What ran out.
        public enum Reason: String, Hashable, Sendable {
            /// The state's `TimeoutSeconds`.
            case timeout
            /// The state's `HeartbeatSeconds`.
            case heartbeat
            /// The time limit of the handler's registration.
            case limit
        }

        /// The attempt.
        public var task: TaskID
        /// What ran out.
        public var reason: Reason
        /// What happened; `nil` where a limit of the definition ran out, to which the service gives no cause.
        public var cause: String?
    }

    /// A task published a message.
    public struct NotificationPublished: Hashable, Sendable {
        /// The attempt that did.
        public var task: TaskID
        /// The topic's ARN.
        public var topic: String
        /// The message's id, which is also the id of its `notification` stream.
        public var notification: StreamID
    }
}
