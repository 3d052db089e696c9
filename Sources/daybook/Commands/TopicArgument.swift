import Notifications

/// A topic, as the command line names it: by its ARN, or by its name where no other topic of the log has it.
struct TopicArgument {
    let text: String

    /// The topic.
    ///
    /// - Throws: `CommandFailure` where there is none, or more than one.
    func topic(in directory: TopicDirectory) async throws -> TopicARN {
        if text.hasPrefix("arn:") {
            let arn = try TopicARN(text)
            guard try await directory.topic(arn) != nil else { throw TopicError.unknownTopic(arn) }
            return arn
        }
        let topics = try await directory.topics(named: text)
        guard let topic = topics.first else { throw CommandFailure("there is no topic of the name \(text)") }
        guard topics.count == 1 else {
            throw CommandFailure("several topics have the name \(text): name one by its ARN")
        }
        return topic.arn
    }
}
