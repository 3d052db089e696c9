import EventLog
import Foundation
import Testing

@testable import SQLiteBackend

@Suite struct OpeningTests {
    @Test(
        "A path at which there can be no store is refused in plain words",
        arguments: [
            ("", "no path"), (":memory:", "no path"), ("folder", "a directory"), ("no/such/log", "no directory"),
            ("no/", "no directory"), ("circle", "leads to no file"), ("astray", "no directory"), ("file", "hard links"),
        ])
    func refusesPath(_ name: String, _ words: String) async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        try FileManager.default.createDirectory(
            atPath: scene.directory.path("folder"), withIntermediateDirectories: false)
        for (link, target) in [("circle", "circle"), ("astray", "no/such/log")] {
            try FileManager.default.createSymbolicLink(
                atPath: scene.directory.path(link), withDestinationPath: target)
        }
        try Data().write(to: URL(fileURLWithPath: scene.directory.path("file")))
        try FileManager.default.linkItem(
            atPath: scene.directory.path("file"), toPath: scene.directory.path("other name"))
        let path = name.isEmpty || name.hasPrefix(":") ? name : scene.directory.url.path + "/" + name
        let error = await #expect(throws: EventStoreError.self) { try await SQLiteEventStore.open(path: path) }
        guard case .invalidRequest(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains(words))
    }

    @Test func `a file that is no database is told from a damaged request`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        try Data(repeating: 65, count: 8192).write(to: URL(fileURLWithPath: scene.path))
        let error = await #expect(throws: EventStoreError.self) { try await scene.open() }
        guard case .corrupted = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a database of another program is left alone`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        try RawDatabase(scene.path).execute("CREATE TABLE theirs (x)")
        let error = await #expect(throws: EventStoreError.self) { try await scene.open() }
        #expect(error == .invalidRequest(reason: "the file is an SQLite database of another program"))
        #expect(try RawDatabase(scene.path).rows("SELECT name FROM sqlite_schema") == [["theirs"]])
    }

    @Test func `a file of a newer program is refused`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        try await scene.withStore { _ in }
        let next = Migration.all.count + 1
        try RawDatabase(scene.path).execute(
            "INSERT INTO schema_migration VALUES (\(next), 'later', '', 0); PRAGMA user_version = \(next)")
        for readOnly in [false, true] {
            let error = await #expect(throws: EventStoreError.self) { try await scene.open(readOnly: readOnly) }
            #expect(error == .newerSchema(found: next, supported: Migration.all.count))
        }
    }

    @Test func `a migration that is not the one that was applied is noticed`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        try await scene.withStore { _ in }
        try RawDatabase(scene.path).execute("UPDATE schema_migration SET checksum = 'other'")
        let error = await #expect(throws: EventStoreError.self) { try await scene.open() }
        guard case .corrupted = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `what is missing of the migrations is applied when the file is opened again`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        let commit = SQLiteScene.commit(["1"], to: SQLiteScene.newStream())
        try await scene.withStore { _ = try await $0.commit(commit) }
        let later = Migration(number: 2, name: "more", sql: "CREATE TABLE more (x INTEGER) STRICT")
        let connection = try Connection(path: scene.path, flags: 2, patience: .seconds(1))
        for _ in 1...2 {
            try Schema.migrate(connection, to: Migration.all + [later], now: Timestamp(microseconds: 7))
        }
        #expect(
            try RawDatabase(scene.path).rows("SELECT number, name FROM schema_migration ORDER BY 1") == [
                ["1", "streams, events and wake-ups"], ["2", "more"],
            ])
        #expect(try RawDatabase(scene.path).rows("SELECT count(*) FROM event") == [["1"]])
    }

    @Test func `a file is made readable by its owner only, with its settings`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        try await scene.withStore { store in
            _ = try await store.commit(SQLiteScene.commit(["1"], to: SQLiteScene.newStream()))
            try await store.keepAlive(WorkerID(UUID()), for: .seconds(1))
            for suffix in ["", "-wal", "-workers"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: scene.path + suffix)
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
            }
        }
        let database = try RawDatabase(scene.path)
        #expect(try database.rows("PRAGMA journal_mode") == [["wal"]])
        #expect(try database.rows("PRAGMA application_id") == [["\(0x4461_7962)"]])
        #expect(try database.rows("PRAGMA user_version") == [["\(Migration.all.count)"]])
    }

    @Test func `many open a new file at once`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        let stores = try await withThrowingTaskGroup(of: SQLiteEventStore.self) { group in
            for _ in 0..<8 { group.addTask { try await scene.open() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for store in stores { await store.close() }
        #expect(try RawDatabase(scene.path).rows("SELECT count(*) FROM schema_migration") == [["1"]])
    }

    @Test func `a handle for reading reads and refuses to write`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        let missing = await #expect(throws: EventStoreError.self) { try await scene.open(readOnly: true) }
        #expect(missing == .invalidRequest(reason: "there is no file \(scene.path)"))
        let commit = SQLiteScene.commit(["1"], to: SQLiteScene.newStream())
        try await scene.withStore { _ = try await $0.commit(commit) }
        let auditor = try await scene.open(readOnly: true)
        #expect(try await auditor.readAll(commit.appends[0].stream) == commit.records[0])
        let error = await #expect(throws: EventStoreError.self) { try await auditor.commit(commit) }
        #expect(error?.advice == .waitForOperator)
        await auditor.close()
    }

    @Test func `a closed store says so, and its log is in the file`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        let commit = SQLiteScene.commit(["1"], to: SQLiteScene.newStream())
        let store = try await scene.open()
        _ = try await store.commit(commit)
        await store.close()
        await store.close()
        let written = await #expect(throws: EventStoreError.self) { try await store.commit(commit) }
        let read = await #expect(throws: EventStoreError.self) { try await store.readAll(commit.appends[0].stream) }
        #expect([written, read] == [.closed, .closed])
        for await hint in store.changes() { Issue.record("\(hint) from a closed store") }
        #expect(!FileManager.default.fileExists(atPath: scene.path + "-wal"))
        let found = try await scene.withStore { try await $0.readAll(commit.appends[0].stream) }
        #expect(found == commit.records[0])
    }
}
