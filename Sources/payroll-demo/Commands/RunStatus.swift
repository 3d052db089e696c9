import ArgumentParser
import EventLog

/// A run's status, as the log's index has it.
enum RunStatus: String, ExpressibleByArgument, CaseIterable {
    case running = "RUNNING"
    case succeeded = "SUCCEEDED"
    case failed = "FAILED"
    case timedOut = "TIMED_OUT"
    case aborted = "ABORTED"
    case stuck = "STUCK"

    init?(argument: String) {
        self.init(rawValue: argument.uppercased())
    }

    var streamStatus: StreamStatus { StreamStatus(rawValue) }
}
