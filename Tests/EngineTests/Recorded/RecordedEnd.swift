import Engine
import EventLog
import StatesLanguage

/// How a recorded case went here.
struct RecordedEnd {
    let state: ExecutionState
    let events: [RecordedEvent]
    let definition: StateMachineDefinition

    /// What the service's history would say of it.
    func history() throws -> [HistoryEvent] {
        try HistoryProjection.events(of: events, definition: definition)
    }
}
