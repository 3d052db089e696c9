internal import Engine

/// What a task's `Resource` asks for, taken apart: `arn:aws:states:::sqs:sendMessage.waitForTaskToken`.
struct ServiceResource: Hashable, Sendable {
    /// What the task waits for.
    enum Pattern: Hashable, Sendable {
        case requestResponse
        case sync
        case sync2
        case waitForTaskToken

        fileprivate static let suffixes: [(String, Pattern)] = [
            (".waitForTaskToken", .waitForTaskToken), (".sync:2", .sync2), (".sync", .sync),
        ]
    }

    /// The definition's own text.
    let text: String
    /// The service: `sqs`, `aws-sdk:dynamodb`, `function` for the ARN of a Lambda function.
    let service: String
    /// What is called of it, without the pattern.
    let action: String
    let pattern: Pattern

    init(_ text: String) {
        let resource = HistoryResource(text)
        self.text = text
        service = resource.resourceType
        for (suffix, pattern) in Pattern.suffixes where resource.resource.hasSuffix(suffix) {
            action = String(resource.resource.dropLast(suffix.count))
            self.pattern = pattern
            return
        }
        action = resource.resource
        pattern = .requestResponse
    }

    /// Whether it is one of the integrations that AWS keeps: `arn:aws:states:::…`, in any partition.
    var isIntegration: Bool {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        return parts.count == 6 && parts[0] == "arn" && parts[2] == "states"
    }

    /// Whether the task ends later than the call: by its token, or by the end of what was begun.
    var awaitsToken: Bool { pattern != .requestResponse }
}
