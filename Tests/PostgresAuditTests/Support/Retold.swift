import Engine
import EngineTesting
import EventLog
import Foundation

/// A golden history told again in a stream of its own, so that all of them fit into one log.
struct Retold: Sendable, CustomStringConvertible {
    let description: String
    let stream: StreamID
    /// One commit a step, the last with what the indexes hold.
    let commits: [Commit]
    let events: [RecordedEvent]

    static func all() throws -> [Retold] {
        try GoldenHistory.all.enumerated().map { number, history in
            try Retold(history.testDescription, number, try history.play().steps.map(\.events))
        }
    }

    /// Every golden history, and those of nested branches, as it was after each of its events.
    static func allCutOff() throws -> [Retold] {
        let golden = try GoldenHistory.all.map { ($0.testDescription, try $0.play().steps.flatMap(\.events)) }
        var stories: [Retold] = []
        for (name, events) in try golden + NestedHistories.all() {
            for version in 1...events.count {
                stories.append(try Retold("\(name) up to \(version)", stories.count, [events], upTo: version))
            }
        }
        return stories
    }

    /// - Parameter upTo: how many events are told; all by default.
    init(_ name: String, _ number: Int, _ steps: [[RecordedEvent]], upTo: Int = .max) throws {
        description = name
        let begin = Timestamp(microseconds: 1_767_225_600_000_000)
        let stream = StreamID(.execution, UUID(version7: begin, random: UInt64(number)))
        var head = StreamHead.empty
        var commits: [Commit] = []
        var events: [RecordedEvent] = []
        for (index, step) in steps.enumerated() {
            let told = step.filter { $0.version.rawValue <= Int64(upTo) }
            guard !told.isEmpty else { continue }
            let append = Append(
                to: stream, expected: head,
                events: told.map { NewEvent(type: $0.type, recordedAt: $0.recordedAt, payload: $0.payload) })
            let id = CommitID(UUID(high: UInt64(number) << 32 | 0x4000, low: 1 << 63 | UInt64(index)))
            let commit = Commit(id: id, append)
            commits.append(commit)
            events += commit.records[0]
            head = commit.heads[0]
        }
        if let last = commits.popLast() {
            let index = try ExecutionIndexer().index(of: stream, events: events)
            let append = Append(
                to: stream, expected: last.appends[0].expected, events: last.appends[0].events,
                wakeUp: index.wakeUp.map { .set($0) } ?? .unchanged, status: index.status, labels: index.labels)
            commits.append(Commit(id: last.id, append))
        }
        self.stream = stream
        self.commits = commits
        self.events = events
    }
}
