internal import StatesLanguage
internal import Synchronization

/// The definition and the role that executions are pinned to, shared by all of them.
final class PinnedMachine: Sendable {
    let definition: StateMachineDefinition
    let role: Role
    /// The resources that the definition's tasks call.
    private let resources: [String]
    /// What the registrations say about the resources, and of which generation of registrations that is.
    private let policies = Mutex<(generation: Int, policies: [String: ResourcePolicy])>((-1, [:]))

    init(definition: StateMachineDefinition, role: Role) {
        self.definition = definition
        self.role = role
        self.resources = definition.tasks.map(\.resource)
    }

    /// What the registrations say about the machine's resources, looked up once for each change of them.
    func policies(in registry: TaskRegistry) -> [String: ResourcePolicy] {
        let generation = registry.generation
        return policies.withLock { known in
            if known.generation != generation {
                known = (generation, registry.policies(for: resources))
            }
            return known.policies
        }
    }
}
