internal import Engine
internal import EventLog
internal import Synchronization

/// State machines as the log has them, kept in memory and read on: only what came since is asked for.
final class StateMachineDirectory: Sendable {
    private struct Key: Hashable {
        let arn: String
        let definition: SHA256Hash
        let role: SHA256Hash
    }

    private struct State {
        var records: [String: StateMachineRecord] = [:]
        var machines: [Key: StateMachine] = [:]
    }

    /// How many machines, and how many of their definitions, are kept at the most.
    private static let most = 10_000

    private let client: ExecutionClient
    private let state = Mutex(State())

    init(client: ExecutionClient) {
        self.client = client
    }

    /// The machine as it is now; `nil` where there is none.
    func record(_ arn: String) async throws(EngineError) -> StateMachineRecord? {
        let known = state.withLock { $0.records[arn] }
        let record = try await client.stateMachine(arn, after: known)
        remember(record)
        return record.current == nil ? nil : record
    }

    func remember(_ record: StateMachineRecord) {
        // What does not exist is not kept: anybody may ask for any name.
        guard record.current != nil else {
            return state.withLock { $0.records[record.arn] = nil }
        }
        state.withLock { state in
            if state.records.count >= Self.most { state.records = [:] }
            // Somebody who read at the same time may have read more.
            if let known = state.records[record.arn], known.head.version > record.head.version { return }
            state.records[record.arn] = record
        }
    }

    /// What a revision runs.
    func machine(
        _ record: StateMachineRecord, _ revision: StateMachineRecord.Revision
    ) async throws(EngineError) -> StateMachine {
        let key = Key(arn: record.arn, definition: revision.definition, role: revision.role)
        if let known = state.withLock({ $0.machines[key] }) { return known }
        let machine = try await client.machine(record, revision)
        state.withLock { state in
            if state.machines.count >= Self.most { state.machines = [:] }
            state.machines[key] = machine
        }
        return machine
    }
}
