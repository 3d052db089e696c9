internal import EventLog
internal import Synchronization
internal import Threads

/// Looks at the file for what other processes wrote, only while somebody listens.
final class ChangeWatcher: Sendable {
    private let file: StoreFile
    private let hub: ChangeHub
    private let isRunning = Mutex(false)
    private let pause = Mailbox<Never>()

    init(file: StoreFile, hub: ChangeHub) {
        self.file = file
        self.hub = hub
    }

    /// Makes sure that somebody looks; called after a listener came.
    func start() {
        let isFirst = isRunning.withLock { isRunning in
            defer { isRunning = true }
            return !isRunning
        }
        if isFirst { DedicatedThread.start { self.run() } }
    }

    /// Ends the looking.
    func close() {
        pause.close()
    }

    private func run() {
        var connection: Connection?
        var seen: Int64?
        let interval = max(1, file.configuration.pollInterval.milliseconds)
        while shallGoOn(), !pause.waitForClose(milliseconds: interval) {
            // A file that cannot be read now may be readable at the next look; hints may be lost.
            do throws(EventStoreError) {
                if connection == nil { connection = try file.openForReading() }
                guard let connection, let version = try connection.number("PRAGMA data_version") else { continue }
                if let seen, seen != version { hub.publish(try WakeUpQueries.queues(on: connection)) }
                seen = version
            } catch {
                connection = nil
            }
        }
    }

    private func shallGoOn() -> Bool {
        isRunning.withLock { isRunning in
            isRunning = hub.hasListeners
            return isRunning
        }
    }
}
