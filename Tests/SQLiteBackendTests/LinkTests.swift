import EventLog
import Foundation
import Testing

@testable import SQLiteBackend

@Suite struct LinkTests {
    /// Ways to the file `real/log.sqlite` of a scene that is there or not.
    static let ways = ["link.sqlite", "linked/log.sqlite", "link to link", "real/../linked/./log.sqlite"]

    private func scene() throws -> SQLiteScene {
        let scene = try SQLiteScene()
        let files = FileManager.default
        try files.createDirectory(atPath: scene.directory.path("real"), withIntermediateDirectories: false)
        try files.createSymbolicLink(
            atPath: scene.directory.path("link.sqlite"), withDestinationPath: "real/log.sqlite")
        try files.createSymbolicLink(atPath: scene.directory.path("linked"), withDestinationPath: "real")
        try files.createSymbolicLink(
            atPath: scene.directory.path("link to link"),
            withDestinationPath: scene.directory.path("link.sqlite"))
        return scene
    }

    private func files(_ scene: SQLiteScene, _ directory: String) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: scene.directory.path(directory)))
    }

    @Test("A worker that came by a link is alive for one that came by the file's own name", arguments: ways)
    func seesLife(_ way: String) async throws {
        let scene = try scene()
        defer { scene.directory.remove() }
        // The first one makes the file, through the link.
        let first = try await SQLiteEventStore.open(path: scene.directory.url.path + "/" + way)
        let second = try await SQLiteEventStore.open(path: scene.directory.path("real/log.sqlite"))
        let stream = SQLiteScene.newStream()
        let (holder, claimer) = (WorkerID(UUID()), WorkerID(UUID()))
        try await first.keepAlive(holder, for: .seconds(60))
        let wakeUp = WakeUp(due: Timestamp(microseconds: 0), queue: Queue("q"), semantics: 1, holder: holder)
        _ = try await first.commit(SQLiteScene.commit(["1"], to: stream, wakeUp: .set(wakeUp)))
        try await second.keepAlive(claimer, for: .seconds(60))
        func claim() async throws -> [ClaimedStream.Reason] {
            try await second.claimDue(
                Claim(id: ClaimID(UUID()), worker: claimer, queues: [Queue("q")], semantics: 1, limit: 9)
            ).streams.map(\.reason)
        }
        #expect(try await claim() == [])
        #expect(try files(scene, ".") == ["real", "link.sqlite", "linked", "link to link"])
        #expect(try files(scene, "real").isSuperset(of: ["log.sqlite", "log.sqlite-workers"]))
        try await first.simulateProcessDeath()
        #expect(try await claim() == [.takenOver(from: holder)])
        await first.close()
        await second.close()
    }

    @Test("A log with a second name is refused by both of its names", arguments: [false, true])
    func refusesHardLinks(readOnly: Bool) async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        try await scene.withStore { _ in }
        let other = scene.directory.path("other.sqlite")
        try FileManager.default.linkItem(atPath: scene.path, toPath: other)
        for path in [scene.path, other] {
            let error = await #expect(throws: EventStoreError.self) {
                try await SQLiteEventStore.open(path: path, readOnly: readOnly)
            }
            guard case .invalidRequest(let reason) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(reason.contains("2 names"))
        }
        try FileManager.default.removeItem(atPath: other)
        let store = try await scene.open(readOnly: readOnly)
        await store.close()
    }

    @Test func `the file may be named without a directory`() throws {
        let here = FileManager.default.currentDirectoryPath
        #expect(try StorePath.resolve("daybook-that-is-not-there") == here + "/daybook-that-is-not-there")
        #expect(try StorePath.resolve("/daybook-that-is-not-there") == "/daybook-that-is-not-there")
    }
}
