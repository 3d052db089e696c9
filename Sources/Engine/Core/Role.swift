public import EventLog
public import JSON

/// The role a machine runs under: which resources it may call and which topics it may publish to.
///
/// A pattern is a text in which `*` stands for any characters. The role's text is pinned by hash in the first event of
/// an execution, as the definition is.
public struct Role: Hashable, Sendable {
    /// The role's ARN.
    public let arn: String
    /// Patterns of the resources it may call.
    public let resources: [String]
    /// Patterns of the topic ARNs it may publish to.
    public let topics: [String]

    /// The role as JSON text, always the same for equal roles.
    public let text: JSONText
    /// The hash of the role's text.
    public let hash: SHA256Hash
    private let resourcePatterns: [Wildcard]
    private let topicPatterns: [Wildcard]

    /// Describes a role.
    public init(arn: String, resources: [String], topics: [String] = []) {
        self.arn = arn
        self.resources = resources
        self.topics = topics
        self.text = JSONText(
            .object([
                "roleArn": .string(arn), "resources": .array(resources.map { .string($0) }),
                "topics": .array(topics.map { .string($0) }),
            ]))
        self.hash = SHA256Hash(of: Array(text.utf8))
        self.resourcePatterns = resources.map { Wildcard($0) }
        self.topicPatterns = topics.map { Wildcard($0) }
    }

    /// Reads the text that `text` writes.
    ///
    /// - Throws: `RoleError` where the text is not a role.
    public init(parsing text: JSONText) throws(RoleError) {
        guard let value = try? text.value() else { throw RoleError(reason: "it is not JSON") }
        guard let object = value.objectValue, let arn = value["roleArn"]?.stringValue,
            let resources = value["resources"]?.arrayValue, let topics = value["topics"]?.arrayValue, object.count == 3
        else {
            throw RoleError(reason: "a role has 'roleArn', 'resources' and 'topics', and nothing else")
        }
        self.init(
            arn: arn, resources: resources.compactMap(\.stringValue), topics: topics.compactMap(\.stringValue))
    }

    /// Whether the role may call the resource.
    public func allows(resource: String) -> Bool {
        resourcePatterns.contains { $0.matches(resource) }
    }

    /// Whether the role may publish to the topic.
    public func allows(topic: String) -> Bool {
        topicPatterns.contains { $0.matches(topic) }
    }
}
