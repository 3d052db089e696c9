import EventLog
import SQLiteBackend

/// An open log.
struct OpenStore {
    let store: any EventStore
    let sqlite: SQLiteEventStore?
    let path: String?

    /// Where mail goes: beside the log, because the log's subscriptions name it; or into the output directory.
    func mailDirectory(out: String) -> String {
        guard let path else { return out.absolutePath + "/mail" }
        return path.absolutePath.parentDirectory + "/mail"
    }

    func close() async {
        await sqlite?.close()
    }
}
