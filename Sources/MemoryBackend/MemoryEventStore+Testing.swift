package import EventLog

extension MemoryEventStore {
    /// A store of its own with all that is in this one now: a backup.
    package func copy() -> MemoryEventStore {
        MemoryEventStore(state: snapshot, clock: clock)
    }

    /// The wake-up of a stream, also of a parked one, which no claim gives.
    package func wakeUp(of stream: StreamID) -> WakeUp? {
        snapshot.streams[stream]?.wakeUp?.wakeUp
    }

    /// Changes the last byte of a stored payload, as a bad disk or a bad person would.
    package func flipByte(of stream: StreamID, at version: StreamVersion) {
        change { state in
            let index = Int(version.rawValue) - 1
            guard let event = state.streams[stream]?.events[index], let last = event.payload.last else { return }
            state.streams[stream]?.events[index] = RecordedEvent(
                stream: event.stream, version: event.version, type: event.type, recordedAt: event.recordedAt,
                commitID: event.commitID, payload: event.payload.dropLast() + [last ^ 1], hash: event.hash)
        }
    }
}
