public import Engine
public import EventLog
internal import FoundationEssentials
internal import JSON

/// Publishes to a topic: the handler of `arn:aws:states:::sns:publish`.
///
/// It reads the topic and nothing else; the notification's stream is born in the commit that records the task's success.
/// Its result is `{"MessageId": …}`, with an id that is the same in every run of one attempt.
public struct SNSPublishHandler: TaskHandler {
    /// The resource to register it for.
    public static let resource = "arn:aws:states:::sns:publish"
    private let directory: TopicDirectory
    private let configuration: NotificationConfiguration

    /// Makes a handler over the store of the engine it will be registered with.
    public init(store: any EventStore, configuration: NotificationConfiguration = NotificationConfiguration()) {
        self.directory = TopicDirectory(store: store, clock: configuration.clock, random: configuration.random)
        self.configuration = configuration
    }

    /// Resolves the topic and describes the notification.
    ///
    /// - Throws: `TaskError` named `SNS.InvalidParameterException`, `SNS.NotFoundException` or
    ///   `SNS.InternalErrorException`.
    public func run(_ context: TaskContext) async throws -> TaskResult {
        let parameters = try PublishParameters(context.input)
        let topic: Topic
        do {
            guard let found = try await directory.topic(parameters.topic) else {
                throw TaskError("SNS.NotFoundException", cause: "Topic does not exist: \(parameters.topic)")
            }
            topic = found
        } catch let error as TopicError {
            throw TaskError("SNS.InternalErrorException", cause: error.description)
        }
        // Of the execution's month, so that both are kept or archived together.
        let notification = StreamID(
            .notification, UUID(beside: context.execution.uuid, of: "sns:publish\u{0}\(context.task)".utf8))
        let output = JSONText(.object(["MessageId": .string(notification.uuid.text)]))
        let append = creation(of: notification, parameters, topic, context)
        return TaskResult(
            output: output, publication: TaskResult.Publication(topic: topic.arn.description, notification: append))
    }

    private func creation(
        of notification: StreamID, _ parameters: PublishParameters, _ topic: Topic, _ context: TaskContext
    ) -> Append {
        let now = configuration.clock.now()
        let published = NotificationEvent.Published(
            queue: configuration.queue, topic: topic.arn, subject: parameters.subject, message: parameters.message,
            texts: parameters.texts, attributes: parameters.attributes, execution: context.execution,
            executionName: context.executionName, state: context.state, task: context.task,
            retry: configuration.retry, giveUpAt: now.adding(configuration.deadline),
            subscribers: topic.subscribers(
                for: parameters.attributes, message: parameters.message, texts: parameters.texts))
        return published.creation(of: notification, at: now)
    }
}
