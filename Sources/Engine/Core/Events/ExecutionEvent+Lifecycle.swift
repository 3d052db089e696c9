public import EventLog
public import JSON

extension ExecutionEvent {
    /// What runs, on what input, by which rules.
    public struct ExecutionStarted: Hashable, Sendable {
        /// The ARN of the state machine.
        public var stateMachine: String
        /// The execution's name, unique for the machine.
        public var name: String
        /// The hash of the definition's exact text; it never changes for this execution.
        public var definition: SHA256Hash
        /// The hash of the role's text.
        public var role: SHA256Hash
        /// The role's ARN.
        public var roleArn: String
        /// The rules it is decided by.
        public var semantics: Semantics
        /// The queue its workers serve.
        public var queue: Queue
        /// The number of events after which it fails with `States.Runtime`.
        public var eventLimit: Int
        /// The machine's `TimeoutSeconds`.
        public var timeoutSeconds: Int?
        /// Who started it, where the starter said so.
        public var startedBy: String?
        /// The number of the machine's version that was started; `nil` where the machine itself was.
        public var version: Int?
        /// The machine's alias that was started.
        public var alias: String?
        /// How many items of a distributed Map are in the input; `nil` where they are not put together.
        public var items: Int?
        /// Of an execution that a redrive of its Map Run began: which one, from 1.
        public var mapRunRedrive: Int?
        /// The task of another execution that waits for this one to end.
        public var parent: ExecutionParent?
        /// Where it is an execution of an Express machine, what tells it from others of the same name.
        public var expressID: String?
        /// What a client of the service sent with the start.
        public var traceHeader: String?
        /// The input, byte for byte.
        public var input: JSONText

        /// Describes a start.
        package init(
            stateMachine: String, name: String, definition: SHA256Hash, role: SHA256Hash, roleArn: String,
            semantics: Semantics, queue: Queue, eventLimit: Int, timeoutSeconds: Int?, startedBy: String?,
            version: Int? = nil, alias: String? = nil, items: Int? = nil, mapRunRedrive: Int? = nil,
            parent: ExecutionParent? = nil, expressID: String? = nil, traceHeader: String? = nil, input: JSONText
        ) {
            self.stateMachine = stateMachine
            self.name = name
            self.definition = definition
            self.role = role
            self.roleArn = roleArn
            self.semantics = semantics
            self.queue = queue
            self.eventLimit = eventLimit
            self.timeoutSeconds = timeoutSeconds
            self.startedBy = startedBy
            self.version = version
            self.alias = alias
            self.items = items
            self.mapRunRedrive = mapRunRedrive
            self.parent = parent
            self.expressID = expressID
            self.traceHeader = traceHeader
            self.input = input
        }
    }

    /// The output of an execution that reached an end.
    public struct ExecutionSucceeded: Hashable, Sendable {
        /// The output.
        public var output: JSONText
    }

    /// The failure that ended an execution.
    public struct ExecutionFailed: Hashable, Sendable {
        /// The error's name.
        public var error: String?
        /// What happened.
        public var cause: String?
        /// The chance that was used for these texts; `nil` where none was.
        public var seed: Seed?
    }

    /// The execution ran longer than it may.
    public struct ExecutionTimedOut: Hashable, Sendable {
        /// The error's name.
        public var error: String
        /// What happened.
        public var cause: String?
    }

    /// Somebody stopped the execution.
    public struct ExecutionAborted: Hashable, Sendable {
        /// The error's name, as the caller gave it.
        public var error: String?
        /// The reason, as the caller gave it.
        public var cause: String?
        /// Who asked for it.
        public var requestedBy: String?
    }

    /// The execution goes on from the state that failed.
    public struct ExecutionRedriven: Hashable, Sendable {
        /// How often it was redriven, this time included.
        public var count: Int
        /// Who asked for it.
        public var requestedBy: String?
        /// What tells this request from others of the same caller, where he gave it.
        public var clientToken: String?
        /// The redrive of its Map Run that this is part of, from 1.
        public var mapRunRedrive: Int?
    }

    /// A worker took the execution over.
    public struct ExecutionTakenOver: Hashable, Sendable {
        /// Who has it now.
        public var worker: WorkerID
        /// Who had it.
        public var from: WorkerID?
    }

    /// The execution is stuck.
    public struct ExecutionParked: Hashable, Sendable {
        /// Why.
        public var reason: String
    }

    /// Workers may try the execution again.
    public struct ExecutionUnparked: Hashable, Sendable {
        /// Who asked for it.
        public var requestedBy: String?
    }
}
