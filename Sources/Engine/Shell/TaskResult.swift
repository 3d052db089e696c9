public import EventLog
public import JSON

/// What a handler answers.
public struct TaskResult: Hashable, Sendable {
    /// A message that the task published; its stream is born in the commit that records the task's success.
    public struct Publication: Hashable, Sendable {
        /// The topic's ARN.
        public var topic: String
        /// The creation of the message's own stream.
        public var notification: Append

        /// Describes a publication.
        public init(topic: String, notification: Append) {
            self.topic = topic
            self.notification = notification
        }
    }

    /// The result, as the state's `ResultSelector` or `ResultPath` sees it.
    public var output: JSONText
    /// The message that was published, where one was.
    public var publication: Publication?

    /// Describes an answer.
    public init(output: JSONText, publication: Publication? = nil) {
        self.output = output
        self.publication = publication
    }
}
