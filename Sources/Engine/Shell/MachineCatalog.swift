internal import EventLog
internal import JSON
internal import StatesLanguage
internal import Synchronization

/// Definitions and roles by hash, read from the log once.
final class MachineCatalog: Sendable {
    private struct Key: Hashable {
        let definition: SHA256Hash
        let role: SHA256Hash
    }

    private struct State {
        var pinned: [Key: PinnedMachine] = [:]
        var stored: Set<StreamID> = []
    }

    private let store: any EventStore
    private let state = Mutex(State())

    init(store: any EventStore) {
        self.store = store
    }

    /// The streams of texts that are known to be stored.
    var stored: Set<StreamID> { state.withLock { $0.stored } }

    func markStored(_ stream: StreamID) {
        _ = state.withLock { $0.stored.insert(stream) }
    }

    func pinned(for machine: StateMachine) -> PinnedMachine {
        let key = Key(definition: machine.definitionHash, role: machine.role.hash)
        return state.withLock { state in
            if let known = state.pinned[key] { return known }
            let pinned = PinnedMachine(definition: machine.definition, role: machine.role)
            state.pinned[key] = pinned
            return pinned
        }
    }

    func pinned(for start: ExecutionEvent.ExecutionStarted) async throws(EngineError) -> PinnedMachine {
        let key = Key(definition: start.definition, role: start.role)
        if let known = state.withLock({ $0.pinned[key] }) { return known }
        let definition = try await text(.definition, start.definition)
        let role = try await text(.role, start.role)
        let pinned: PinnedMachine
        do {
            pinned = PinnedMachine(
                definition: try StateMachineDefinition(parsing: definition), role: try Role(parsing: role))
        } catch {
            throw .unreadableDefinition(start.definition, reason: "\(error)")
        }
        state.withLock { $0.pinned[key] = pinned }
        return pinned
    }

    func text(_ category: StreamCategory, _ hash: SHA256Hash) async throws(EngineError) -> JSONText {
        let events: [RecordedEvent]
        do {
            events = try await store.read(PinnedText.stream(category, hash), after: .none, limit: 1)
        } catch {
            throw .store(error)
        }
        guard let event = events.first else {
            throw .unreadableDefinition(hash, reason: "the log has no \(category) of this hash")
        }
        guard SHA256Hash(of: event.payload) == hash, let text = try? JSONText(validating: event.payload) else {
            throw .unreadableDefinition(hash, reason: "the stored \(category) has another hash")
        }
        return text
    }
}
