internal import JSON

/// Steps that belong together: those of a machine, of a branch, or of a Map's iterations.
struct StepBlock: Sendable {
    private let steps: [any Step]
    private let startAt: String?

    init(_ steps: [any Step], startAt: String? = nil) {
        self.steps = steps
        self.startAt = startAt ?? steps.first?.fields.name
    }

    /// The block as an object: other members, then `StartAt` and `States`.
    func node(after head: [(String, JSONValue?)] = []) -> DefinitionNode {
        let followers = steps.dropFirst().map(\.fields.name) + [nil]
        let states = zip(steps, followers).map { step, follower in
            var fields = step.fields
            if step is any ContinuingStep { fields.goOn(with: follower) }
            return (key: fields.name, value: fields.node)
        }
        guard case .object(var members) = DefinitionNode(present: head + [("StartAt", startAt.map { .string($0) })])
        else { preconditionFailure("members make an object") }
        members.append(("States", .object(states)))
        return .object(members)
    }
}
