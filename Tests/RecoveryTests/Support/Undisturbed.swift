import Engine
import EventLog
import Foundation
import Testing

/// What a payroll comes to when nobody disturbs it.
struct Undisturbed: Sendable {
    let payroll: Payroll
    let kind: StoreKind
    /// How long it took.
    let microseconds: Int
    let files: [String: Data]
    let sense: [String]
    let path: [String]
    let caught: [CaughtFailure]
    let output: String
    /// Where the commits of the execution ended.
    let commitEnds: Set<Int64>

    /// Runs the payroll, and checks that it came to what it has to.
    ///
    /// - Parameter migrated: whether a log on Postgres has its tables before.
    init(_ payroll: Payroll, on kind: StoreKind, migrated: Bool = true) async throws {
        let scene = try await Scene(on: kind, migrated: migrated)
        let clock = ContinuousClock()
        let start = clock.now
        let (end, output, errors) = try await onThread { try scene.run(payroll.run(scene)) }
        microseconds = Int((clock.now - start) / .microseconds(1))
        #expect(end == .exit(payroll.exitCode), "\(output)\(errors)")
        let log = try await scene.log.snapshot()
        let execution = try #require(log.executions.first)
        let events = try #require(log.streams[execution])
        let state = try log.state(of: execution)
        self.payroll = payroll
        self.kind = kind
        files = try scene.files()
        let sense = try Sense(of: events, in: scene.root)
        #expect(sense.takeovers == 0)
        self.sense = sense.lines
        path = Undisturbed.describe(Array(state.path))
        caught = Array(state.caught)
        self.output = Undisturbed.output(state, log)
        commitEnds = Undisturbed.commitEnds(events)
        try await expectSameEnd(of: scene, takeovers: 0, "undisturbed")
        #expect(caught.isEmpty == (payroll != .failing))
        #expect(path.contains("generateReport succeeded, 2 attempts") == (payroll == .timingOut))
        #expect(files.keys.contains("report.pdf") == (payroll != .failing))
    }

    /// Whether the payroll in `scene` came to the same end, with no more takeovers than there were ends of processes.
    @discardableResult
    func expectSameEnd(
        of scene: Scene, takeovers limit: Int, _ place: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> LogSnapshot {
        let place = Comment(rawValue: "\(payroll.rawValue) on \(kind.rawValue), \(place)")
        let log = try await scene.log.snapshot(audited: true)
        log.expectIsWhole(place, sourceLocation: sourceLocation)
        let found = try scene.files()
        #expect(found.keys.sorted() == files.keys.sorted(), place, sourceLocation: sourceLocation)
        for (name, content) in files {
            #expect(found[name] == content, "\(place): \(name)", sourceLocation: sourceLocation)
        }
        try #require(log.executions.count == 1, place, sourceLocation: sourceLocation)
        let execution = log.executions[0]
        let events = log.streams[execution] ?? []
        let sense = try Sense(of: events, in: scene.root)
        #expect(sense.lines == self.sense, place, sourceLocation: sourceLocation)
        #expect(sense.takeovers <= limit, place, sourceLocation: sourceLocation)
        let state = try log.state(of: execution)
        #expect(state.status == .succeeded, place, sourceLocation: sourceLocation)
        #expect(Undisturbed.describe(Array(state.path)) == path, place, sourceLocation: sourceLocation)
        #expect(Array(state.caught) == caught, place, sourceLocation: sourceLocation)
        #expect(Undisturbed.output(state, log) == output, place, sourceLocation: sourceLocation)
        expectOneMail(in: scene, log, place, sourceLocation)
        try expectFoldsGoOn(events, place, sourceLocation)
        return log
    }

    private func expectOneMail(in scene: Scene, _ log: LogSnapshot, _ place: Comment, _ location: SourceLocation) {
        #expect(scene.mails("\(payroll.mails.one)/new").count == 1, place, sourceLocation: location)
        for folder in ["\(payroll.mails.one)/tmp", "\(payroll.mails.one)/cur", "\(payroll.mails.none)/new"] {
            #expect(scene.mails(folder).isEmpty, "\(place): \(folder)", sourceLocation: location)
        }
        #expect(log.notifications.count == 1, place, sourceLocation: location)
        #expect(
            log.messages == [["NotificationPublished", "NotificationFannedOut"]], place, sourceLocation: location)
        #expect(log.deliveries == [["DeliveryCreated", "Delivered"]], place, sourceLocation: location)
    }

    /// Law 4: a history that is cut after any event and folded goes on to the same state.
    private func expectFoldsGoOn(_ events: [RecordedEvent], _ place: Comment, _ location: SourceLocation) throws {
        let whole = try ExecutionState(folding: events)
        for cut in events.indices {
            var state = try ExecutionState(folding: events[..<cut])
            for event in events[cut...] { try state.evolve(event) }
            #expect(state == whole, "\(place): cut after \(cut) events", sourceLocation: location)
        }
    }

    private static func describe(_ path: [PathStep]) -> [String] {
        path.map { "\($0.state) \($0.outcome), \($0.attempts) attempts" }
    }

    private static func output(_ state: ExecutionState, _ log: LogSnapshot) -> String {
        var output = state.output.map { String(describing: $0) } ?? ""
        for notification in log.notifications {
            output = output.replacingOccurrences(of: notification.uuid.text, with: "NOTIFICATION")
        }
        return output
    }

    private static func commitEnds(_ events: [RecordedEvent]) -> Set<Int64> {
        var ends: Set<Int64> = []
        for (event, next) in zip(events, events.dropFirst()) where event.commitID != next.commitID {
            ends.insert(event.version.rawValue)
        }
        if let last = events.last { ends.insert(last.version.rawValue) }
        return ends
    }
}
