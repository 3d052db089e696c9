import EventLog
import Foundation
import PostgresBackend
import PostgresTestCluster
import SQLiteBackend
import Testing

/// The program as a person meets it.
@Suite struct DaybookCommandTests {
    private func stream(_ number: UInt64, at moment: Timestamp) -> Commit {
        let id = StreamID(StreamCategory("execution-name"), UUID(version7: moment, random: number))
        let event = NewEvent(type: EventType("Happened"), recordedAt: moment, payload: Array("{}".utf8))
        return Commit(id: CommitID(UUID()), Append(to: id, expected: .empty, events: [event]))
    }

    private func withDatabase(_ body: (String) async throws -> Void) async throws {
        let database = try await PostgresCluster.shared.makeDatabase()
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(PostgresCluster.shared.url(database)))
        } catch {
            result = .failure(error)
        }
        await PostgresCluster.shared.drop(database)
        try result.get()
    }

    @Test(.timeLimit(.minutes(5))) func `migrates a database, again too, and rebuilds its indexes`() async throws {
        try await withDatabase { url in
            for _ in 0..<2 {
                let end = try Program.run(["migrate", url])
                #expect(end.code == 0, "\(end)")
                #expect(end.output.contains("as this program knows it"))
            }
            let end = try Program.run(["rebuild", url])
            #expect(end.code == 0 && end.output.contains("the indexes of 0 streams"), "\(end)")
        }
    }

    @Test(.timeLimit(.minutes(5))) func `sets old months aside, and says first what it would do`() async throws {
        try await withDatabase { url in
            #expect(try Program.run(["migrate", url]).code == 0)
            let store = try await PostgresEventStore.open(url)
            let january = Timestamp(microseconds: 1_704_067_200_000_000)
            for number in 1...3 as ClosedRange<UInt64> {
                #expect(try await store.commit(stream(number, at: january)) == .committed)
            }
            let dry = try Program.run(["retention", url, "--keep", "2", "--dry-run"])
            #expect(dry.code == 0 && dry.output.contains("2024-01: 3 streams, 0 MB, would be archived"), "\(dry)")
            let end = try Program.run(["retention", url, "--keep", "2"])
            #expect(end.code == 0 && end.output.contains("archived: 3 events in daybook.event_2401"), "\(end)")
            let after = try Program.run(["retention", url, "--keep", "2"])
            #expect(after.code == 0 && !after.output.contains("2024-01"), "\(after)")
            await store.close()
        }
    }

    @Test func `says in one line what is wrong, without a password, and ends with a code`() throws {
        let nowhere = "postgres://me:geheim@127.0.0.1:1/none?connect_timeout=2"
        for arguments in [["migrate", nowhere], ["rebuild", nowhere], ["retention", nowhere, "--keep", "1"]] {
            let end = try Program.run(arguments)
            #expect(end.code != 0)
            #expect(!end.errors.contains("geheim") && !end.output.contains("geheim"), "\(end)")
            #expect(end.errors.split(separator: "\n").count == 1, "\(end)")
        }
        #expect(try Program.run(["rebuild", "sqlite:/nowhere/log.sqlite"]).errors.contains("there is no log at"))
        #expect(
            try Program.run(["retention", "sqlite:/nowhere/log.sqlite", "--keep", "1"]).errors.contains("Postgres"))
        #expect(try Program.run(["retention", nowhere, "--keep", "0"]).code == 64)
        #expect(try Program.run(["rebuild", "nonsense"]).code == 64)
        for command in [[], ["run"], ["validate"], ["graph"], ["history"], ["migrate"], ["rebuild"], ["retention"]]
            as [[String]]
        {
            #expect(try Program.run(command + ["--help"]).output.contains("EXAMPLES"))
        }
    }

    @Test(.timeLimit(.minutes(5))) func `rebuilds a log in a file`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "daybook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "log.sqlite").path
        let store = try await SQLiteEventStore.open(path: path)
        #expect(try await store.commit(stream(1, at: Timestamp(microseconds: 1))) == .committed)
        await store.close()
        let end = try Program.run(["rebuild", "sqlite:\(path)"])
        #expect(end.code == 0 && end.output.contains("the indexes of 1 streams"), "\(end)")
    }
}
