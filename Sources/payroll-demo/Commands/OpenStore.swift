import EventLog
import PostgresBackend
import SQLiteBackend

/// An open log.
struct OpenStore {
    let store: any EventStore
    /// The same store, where it has indexes to rebuild; `nil` for a log in memory.
    let rebuildable: (any RebuildableEventStore)?
    /// The log's file, where it is one.
    let path: String?
    private let end: () async -> Void

    init(memory store: any EventStore) {
        self.store = store
        (rebuildable, path, end) = (nil, nil, {})
    }

    init(_ store: SQLiteEventStore, path: String) {
        self.store = store
        self.path = path
        rebuildable = store
        end = { await store.close() }
    }

    init(_ store: PostgresEventStore) {
        self.store = store
        path = nil
        rebuildable = store
        end = { await store.close() }
    }

    /// Where mail goes: beside the log's file, because the log's subscriptions name it; or into the output directory.
    func mailDirectory(out: String) -> String {
        guard let path else { return out.absolutePath + "/mail" }
        return path.absolutePath.parentDirectory + "/mail"
    }

    func close() async {
        await end()
    }
}
