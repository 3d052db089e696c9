import Engine
import EventLog
import Foundation
import Notifications
import Testing

/// Everything a log held at one moment.
struct LogSnapshot: Sendable {
    var streams: [StreamID: [RecordedEvent]] = [:]
    /// What the store itself, or an auditor in SQL, says is wrong.
    var problems: [String] = []

    func streams(of category: StreamCategory) -> [StreamID] {
        streams.keys.filter { $0.category == category }.sorted()
    }

    var executions: [StreamID] { streams(of: .execution) }
    var notifications: [StreamID] { streams(of: .notification) }

    /// What happened to each message, but for takeovers.
    var messages: [[String]] { types(of: .notification, except: "NotificationTakenOver") }
    /// What happened to each delivery, but for takeovers.
    var deliveries: [[String]] { types(of: .delivery, except: "DeliveryTakenOver") }

    private func types(of category: StreamCategory, except type: String) -> [[String]] {
        streams(of: category).map { streams[$0, default: []].map(\.type.rawValue).filter { $0 != type } }
    }

    /// The state of an execution.
    func state(of execution: StreamID) throws -> ExecutionState {
        try ExecutionState(folding: streams[execution] ?? [])
    }

    /// Where the only execution ends; 0 where none was started.
    var version: Int64 { executions.first.flatMap { streams[$0]?.last?.version.rawValue } ?? 0 }

    /// Whether every stream is whole: no version missing, no byte changed, no page damaged.
    func expectIsWhole(_ place: Comment, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(problems.isEmpty, place, sourceLocation: sourceLocation)
        for (stream, events) in streams {
            #expect(throws: Never.self, place, sourceLocation: sourceLocation) { try HashChain.verify(events) }
            let versions = events.map(\.version.rawValue)
            #expect(versions == Array(1...Int64(events.count)), "\(place): \(stream)", sourceLocation: sourceLocation)
        }
    }

    /// Whether everything this log held is still there in a later one, unchanged.
    func expectIsKept(in later: LogSnapshot, _ place: Comment, sourceLocation: SourceLocation = #_sourceLocation) {
        for (stream, events) in streams {
            let kept = later.streams[stream]?.prefix(events.count).map(\.hash)
            #expect(kept == events.map(\.hash), "\(place): \(stream)", sourceLocation: sourceLocation)
        }
    }
}

extension UUID {
    /// The UUID of 32 hexadecimal digits.
    init?(hexDigits: String) {
        let digits = Array(hexDigits)
        guard digits.count == 32 else { return nil }
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
        self.init(uuidString: parts.joined(separator: "-"))
    }
}
