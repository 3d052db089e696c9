/// How the service's history names what a task calls: `arn:aws:states:::lambda:invoke` is the type `lambda` and the
/// resource `invoke`.
public struct HistoryResource: Hashable, Sendable {
    /// The events in which the history tells of a resource.
    enum Family: Hashable {
        case task
        case lambdaFunction
        case activity
    }

    /// The service that is called: `lambda`, `aws-sdk:s3`; `daybook` for a name that is no ARN.
    public let resourceType: String
    /// What is called of it, with its integration pattern: `startExecution.sync`.
    public let resource: String
    let family: Family
    /// The definition's own text.
    let text: String

    /// Reads a task's `Resource`.
    public init(_ text: String) {
        self.text = text
        if text.hasPrefix("arn:"), text.contains(":lambda:"), text.contains(":function:") {
            family = .lambdaFunction
        } else if text.hasPrefix("arn:"), text.contains(":activity:") {
            family = .activity
        } else {
            family = .task
        }
        let parts = HistoryResource.parts(of: text)
        resourceType = parts?.type ?? "daybook"
        resource = parts?.name ?? text
    }

    /// How error texts of the service name it: a function or an activity by its ARN, a service by its type.
    var nameInCauses: String { family == .task && text.hasPrefix("arn:") ? resourceType : text }

    /// The service and what is called of it, after the five parts that every ARN begins with.
    private static func parts(of text: String) -> (type: String, name: String)? {
        guard text.hasPrefix("arn:") else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).dropFirst(5)
        // `aws-sdk` is followed by the service; `startExecution.sync:2` has a colon of its own.
        let length = parts.first == "aws-sdk" ? 2 : 1
        guard parts.count > length else { return nil }
        return (parts.prefix(length).joined(separator: ":"), parts.dropFirst(length).joined(separator: ":"))
    }
}
