internal import EventLog
internal import Threads

/// The threads of this process that read, each with a connection of its own: writers do not make them wait.
final class ReaderPool: Sendable {
    private let jobs = Mailbox<ReadJob>()
    private let ends: [Latch]

    init(file: StoreFile) {
        ends = (0..<max(1, file.configuration.readers)).map { _ in Latch() }
        for end in ends {
            DedicatedThread.start { [jobs] in
                ReaderPool.run(jobs, on: file)
                end.arrive()
            }
        }
    }

    /// Hands a job over; its `fail` is called at once when the store is closed.
    func submit(_ job: ReadJob) {
        if !jobs.put(job) { job.fail(.closed) }
    }

    /// Takes no jobs any more.
    func close() {
        jobs.close()
    }

    /// Waits until the threads have ended.
    func waitForEnd() async {
        for end in ends { await end.wait() }
    }

    private static func run(_ jobs: Mailbox<ReadJob>, on file: StoreFile) {
        var connection: Connection?
        while let job = jobs.take(upTo: 1).first {
            do throws(EventStoreError) {
                let opened: Connection
                if let connection { opened = connection } else { opened = try file.openForReading() }
                connection = opened
                try opened.statement("BEGIN").run()
                try job.run(opened)
            } catch {
                job.fail(error)
            }
            // Nothing was written, so it does not matter how the snapshot is let go.
            connection?.rollBack()
        }
    }
}
