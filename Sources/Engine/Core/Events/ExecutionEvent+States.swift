public import EventLog
public import JSON

extension ExecutionEvent {
    /// A state was entered.
    public struct StateEntered: Hashable, Sendable {
        /// The frame the state belongs to.
        public var frame: FrameID
        /// The state's name.
        public var state: String
        /// The state's raw input.
        public var input: JSONText
        /// The chance that shaped the input of a Map's item; `nil` where none did.
        public var seed: Seed?
    }

    /// A Choice state decided.
    public struct ChoiceTaken: Hashable, Sendable {
        /// The frame the state belongs to.
        public var frame: FrameID
        /// The index of the rule that matched; `nil` for `Default`.
        public var rule: Int?
        /// The state that comes next.
        public var next: String
        /// The chance that was used for the conditions; `nil` where none was.
        public var seed: Seed?
    }

    /// A Wait state sleeps.
    public struct WaitScheduled: Hashable, Sendable {
        /// The frame the state belongs to.
        public var frame: FrameID
        /// When it is over.
        public var due: Timestamp
        /// The chance that was used for that; `nil` where none was.
        public var seed: Seed?
    }

    /// A Wait state's moment came.
    public struct WaitFinished: Hashable, Sendable {
        /// The frame the state belongs to.
        public var frame: FrameID
    }

    /// A failed state will be tried again.
    public struct RetryScheduled: Hashable, Sendable {
        /// The frame the state belongs to.
        public var frame: FrameID
        /// The index of the Retrier.
        public var retrier: Int
        /// Which retry of this Retrier it will be, from 1.
        public var attempt: Int
        /// When it will be tried.
        public var due: Timestamp
        /// The chance that was used for jitter; `nil` where none was.
        public var seed: Seed?
    }

    /// An expression of a state failed, or what it gave does not fit: the state fails, and can be tried again or caught.
    public struct EvaluationFailed: Hashable, Sendable {
        /// The frame the state belongs to; the iteration's where a Map's `ItemSelector` failed.
        public var frame: FrameID
        /// The state's name.
        public var state: String
        /// The field that failed; `nil` where it is no expression's fault.
        public var location: String?
        /// The error's name.
        public var error: String
        /// What happened.
        public var cause: String
        /// Whether it is a Parallel or Map state, of which the history says that it failed, too.
        public var isOfFork: Bool
        /// The chance that was used; `nil` where none was.
        public var seed: Seed?
    }

    /// A Catcher took a failure.
    public struct CatcherTaken: Hashable, Sendable {
        /// The frame the state belongs to.
        public var frame: FrameID
        /// The index of the Catcher.
        public var catcher: Int
        /// The error's name.
        public var error: String?
        /// What happened.
        public var cause: String?
        /// The state that comes next.
        public var next: String
    }

    /// A state was left.
    public struct StateExited: Hashable, Sendable {
        /// The frame the state belongs to.
        public var frame: FrameID
        /// The state's name.
        public var state: String
        /// The state's output.
        public var output: JSONText
        /// The state that comes next; `nil` at an end.
        public var next: String?
        /// The variables that were assigned, as an object; `nil` for none.
        public var assigned: JSONText?
        /// The chance that was used for output and variables; `nil` where none was.
        public var seed: Seed?
    }
}
