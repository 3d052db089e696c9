import Logging
import Synchronization

/// What a program said: each message with its metadata, as one line.
final class Messages: LogHandler {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func log(event: LogEvent) {
        let metadata = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0)=\($1)" }.joined()
        lines.withLock { $0.append("\(event.level) \(event.message)\(metadata)") }
    }

    var metadataProvider: Logger.MetadataProvider? {
        get { nil }
        set {}
    }

    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }
}
