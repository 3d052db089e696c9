internal import Synchronization

/// The handlers of an engine, by resource.
final class TaskRegistry: Sendable {
    private struct State {
        var registrations: [String: TaskRegistration] = [:]
        /// Resources that were looked up, so that an ARN is taken apart once.
        var resolved: [String: TaskRegistration] = [:]
        /// Counts the registrations, so that what was derived from them is derived again.
        var generation = 0
        var fallback: Fallback?
    }

    typealias Fallback = @Sendable (String) -> (handler: any TaskHandler, options: TaskOptions)?

    private let state = Mutex(State())

    func add(_ registration: TaskRegistration) {
        state.withLock { state in
            state.registrations[registration.name] = registration
            state.resolved = [:]
            state.generation += 1
        }
    }

    func setFallback(_ fallback: @escaping Fallback) {
        state.withLock { state in
            state.fallback = fallback
            state.resolved = [:]
            state.generation += 1
        }
    }

    /// Grows with each registration.
    var generation: Int { state.withLock { $0.generation } }

    /// The handler of a resource: registered under the whole resource, or without `.waitForTaskToken`, or under the
    /// function's name in its ARN; otherwise what the fallback has for it.
    func registration(for resource: String) -> TaskRegistration? {
        state.withLock { state in
            if let known = state.resolved[resource] { return known }
            var found: TaskRegistration?
            for name in TaskRegistry.names(of: resource) where found == nil { found = state.registrations[name] }
            if found == nil, let (handler, options) = state.fallback?(resource) {
                found = TaskRegistration(name: resource, handler: handler, options: options)
            }
            if let found { state.resolved[resource] = found }
            return found
        }
    }

    /// What the registrations say about these resources.
    func policies(for resources: [String]) -> [String: ResourcePolicy] {
        var policies: [String: ResourcePolicy] = [:]
        for resource in resources {
            if let registration = registration(for: resource) { policies[resource] = registration.options.policy }
        }
        return policies
    }

    private static func names(of resource: String) -> [String] {
        let suffix = ".waitForTaskToken"
        let plain = resource.hasSuffix(suffix) ? String(resource.dropLast(suffix.count)) : resource
        return [resource, plain] + [functionName(in: plain)].compactMap(\.self)
    }

    /// `processData` in `arn:aws:lambda:us-east-1:123456789012:function:processData`, with or without a version after it.
    static func functionName(in resource: String) -> String? {
        let parts = resource.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 7, parts[0] == "arn", parts[2] == "lambda", parts[5] == "function" else { return nil }
        return String(parts[6])
    }
}
