public import JSON

extension ExecutionEvent {
    /// A Parallel state begins its branches; after a retry it begins them again.
    public struct ParallelStarted: Hashable, Sendable {
        /// The frame the state belongs to.
        public var frame: FrameID
        /// How many branches there are.
        public var branches: Int
        /// What each branch is given: the state's effective input.
        public var input: JSONText
        /// The chance that was used for the input; `nil` where none was.
        public var seed: Seed?
    }

    /// A Map state begins its iterations; after a retry it begins them again.
    public struct MapStarted: Hashable, Sendable {
        /// The frame the state belongs to.
        public var frame: FrameID
        /// The items, as the text of an array.
        public var items: JSONText
        /// How many iterations run at one time, 1 or more.
        public var concurrency: Int
        /// What `ItemSelector` reads as `$`; `nil` where it reads nothing.
        public var input: JSONText?
        /// Whether something in the machine reads the execution's input, which is then parsed once for all iterations.
        public var readsExecutionInput: Bool
        /// The chance that was used for the items; `nil` where none was.
        public var seed: Seed?
    }

    /// A branch began: this event opens a frame, and its version is the frame's name.
    public struct BranchStarted: Hashable, Sendable {
        /// The frame of the Parallel or Map state.
        public var frame: FrameID
        /// Which branch or iteration it is, from 0.
        public var index: Int
    }

    /// A branch came to its end. What it ended with is the output of its last state.
    public struct BranchSucceeded: Hashable, Sendable {
        /// The branch's own frame, which is closed.
        public var frame: FrameID
    }

    /// A branch failed, and with it the Parallel or Map state: the others go no further from here on.
    public struct BranchFailed: Hashable, Sendable {
        /// The branch's own frame.
        public var frame: FrameID
        /// The error's name.
        public var error: String?
        /// The name that Retriers and Catchers match, where it is another one.
        public var matched: String?
        /// What happened.
        public var cause: String?
        /// The chance that was used for these texts; `nil` where none was.
        public var seed: Seed?

        /// The failure as the Parallel or Map state sees it.
        var failure: Failure { Failure(matched: matched ?? error ?? "", error: error, cause: cause) }
    }
}
