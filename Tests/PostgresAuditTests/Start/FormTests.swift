@testable import Engine
import EngineTesting
import EventLog
import Foundation
import JSON
import Notifications
import PostgresBackend
import Testing

/// What SQL writes is what Swift would have written.
@Suite(.timeLimit(.minutes(5))) struct FormTests {
    @Test func `the chain in SQL begins as the chain in Swift`() async throws {
        let session = try await AuditDatabase.startable().owner()
        let golden = try HashChainVector.streams.map { try #require($0[0].event) }
        let told = try Retold.all().map { $0.events[0] }
        for event in golden + told {
            let arguments = [
                event.stream.category.rawValue, event.stream.uuid.text, event.type.rawValue,
                "epoch", event.commitID.uuid.text, String(decoding: event.payload, as: UTF8.self),
            ].map(SQLSession.quote)
            let moment =
                "timestamptz 'epoch' + \(event.recordedAt.microseconds / 1_000_000) * interval '1 second'"
                + " + \(event.recordedAt.microseconds % 1_000_000) * interval '1 microsecond'"
            let link =
                "daybook.first_link(\(arguments[0]), \(arguments[1]), \(arguments[2]), \(moment), "
                + "\(arguments[4]), \(arguments[5]))"
            #expect(try session.value("SELECT encode(\(link), 'hex')") == event.hash.hex)
            #expect(HashChain.expectedHash(of: event, previous: StreamHead.empty.hash) == event.hash)
        }
    }

    @Test func `ids in SQL are ids in Swift`() async throws {
        let session = try await AuditDatabase.startable().owner()
        for micros: Int64 in [0, 1, 999, 1000, 1_767_225_600_123_456, 1_767_225_600_000_999, 4_102_444_799_999_999] {
            let moment = Timestamp(microseconds: micros)
            let text = try session.value("SELECT daybook.new_id('\(moment.sql)')")
            let id = try #require(text.flatMap { UUID(uuidString: $0) })
            #expect(id == UUID(version7: moment, random: id.low), "\(micros)")
        }
        #expect(
            try session.value("SELECT count(DISTINCT daybook.new_id(now())) FROM generate_series(1, 1000)") == "1000")
        for (arn, name) in [("a", "b"), ("arn:aws:states:x:1:stateMachine:Löhne", "März 😀"), ("", "")] {
            let stream = ExecutionName.stream(stateMachine: arn, name: name)
            let call = "daybook.name_id(\(SQLSession.quote(arn)), \(SQLSession.quote(name)))"
            #expect(try session.value("SELECT \(call)") == stream.uuid.text)
        }
    }

    @Test func `events, labels, status and wake-up are those of a start in Swift`() async throws {
        try await StartScene.with { scene in
            let starter = try scene.database.starter()
            let (machine, plain) = (
                try StartScene.machine("m"),
                try StateMachine(
                    name: "Löhne", definition: #"{"StartAt":"s","States":{"s":{"Type":"Succeed"}}}"#,
                    role: Role(arn: "r", resources: []))
            )
            try await scene.client.publish(plain)
            let texts = [#"{"b":1.10,"a":"\u0000\u00e9é"}"#, "\"\u{7f}\\/\"", "1e400", " [ ]\n"]
            for (number, text) in texts.enumerated() {
                for (machine, name, author) in [
                    (machine, "n-\(number)" as String?, #"bob "the\#u{8}\#u{1f}/\builder\#u{7f}""# as String?),
                    (plain, "März-😀-\(number)", nil), (machine, nil, "eve"), (plain, nil, nil),
                ] {
                    let execution = try starter.start(
                        [machine.name, text, name, author].map { $0.map(SQLSession.quote) ?? "NULL" }
                            .joined(separator: ", "))
                    let plan = try StartPlan(
                        machine: machine, input: text, name: name ?? execution.uuid.text,
                        options: StartOptions(startedBy: author),
                        configuration: scene.configuration)
                    let events = try await scene.store.readAll(execution)
                    let event = try #require(events.first)
                    #expect(events.count == 1)
                    #expect(
                        event.payload
                            == ExecutionEvent.executionStarted(plan.started).newEvent(
                                recordedAt: event.recordedAt
                            ).payload)
                    let summary = try await scene.store.head(of: execution)
                    #expect(summary.labels == plan.labels)
                    #expect(summary.status == ExecutionStatus.running.streamStatus)
                    #expect(summary.createdAt == event.recordedAt)
                    guard let name else { continue }
                    let append = ExecutionName.append(
                        stateMachine: plan.started.stateMachine, name: name, execution: execution,
                        input: plan.started.input, at: event.recordedAt)
                    let named = try await scene.store.readAll(append.stream)
                    #expect(named.map(\.payload) == append.events.map(\.payload))
                    #expect(named.map(\.commitID) == [event.commitID])
                    #expect(named.map(\.recordedAt) == [event.recordedAt])
                }
            }
            try await isWhatARebuildMakes(scene)
        }
    }

    @Test func `a signal is that of Swift`() async throws {
        try await StartScene.with { scene in
            let starter = try scene.database.starter()
            let execution = try starter.start("'m', '{}', 'n'")
            for (error, cause, author) in [
                (nil, nil, nil), ("E\"\\", "c\u{1}\n", "bob"), (nil, "é😀", nil), ("", "", ""),
            ] as [(String?, String?, String?)] {
                let arguments = [error, cause, author].map { $0.map(SQLSession.quote) ?? "NULL" }
                let signal = try starter.stop(execution, arguments.joined(separator: ", "))
                let events = try await scene.store.readAll(signal)
                let wanted = Signal(to: execution, .stop(error: error, cause: cause), requestedBy: author).newEvent(
                    recordedAt: events[0].recordedAt, queue: scene.configuration.queue)
                #expect(events.map(\.payload) == [wanted.payload])
                #expect(events.map(\.type) == [wanted.type])
            }
            try await isWhatARebuildMakes(scene)
        }
    }

    /// Rebuilding changes no row, and the chain of every stream holds.
    private func isWhatARebuildMakes(_ scene: StartScene) async throws {
        let before = try scene.indexes()
        _ = try await scene.store.rebuildIndexes(with: DaybookIndexer())
        #expect(try scene.indexes() == before)
        for category in [StreamCategory.execution, .executionName, .signal] {
            for (_, events) in try await scene.streams(category) { _ = try HashChain.verify(events) }
        }
        #expect(try scene.database.auditor().value("SELECT sum(broken) FROM audit.verify_all()") == "0")
    }
}
