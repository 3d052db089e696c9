import EventLog
import Synchronization

/// The starts that were answered: what must not be lost any more.
final class Answers: Sendable {
    private let answers = Mutex<[Int: StreamID]>([:])

    func note(_ number: Int, _ execution: StreamID) { answers.withLock { $0[number] = execution } }

    var count: Int { answers.withLock { $0.count } }
    var all: [Int: StreamID] { answers.withLock { $0 } }
}
