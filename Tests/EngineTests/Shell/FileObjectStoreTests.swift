import Engine
import EngineTesting
import Foundation
import Testing

@Suite("Objects in files") struct FileObjectStoreTests {
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "daybook-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    @Test func `are written, listed in the order of their keys, and read in parts`() async throws {
        try await withFolder { folder in
            let store = FileObjectStore(root: folder)
            for key in ["b/2", "a", "b/1"] {
                try await store.write(Array("0123456789".utf8), to: ObjectLocation(bucket: "bucket", key: key))
            }
            #expect(try await store.list(bucket: "bucket", prefix: "", after: nil).map(\.key) == ["a", "b/1", "b/2"])
            #expect(try await store.list(bucket: "bucket", prefix: "", after: "b/1").map(\.key) == ["b/2"])
            #expect(try await store.list(bucket: "bucket", prefix: "", after: "b/2").isEmpty)
            #expect(try await store.list(bucket: "bucket", prefix: "b/", after: nil).map(\.size) == [10, 10])
            let location = ObjectLocation(bucket: "bucket", key: "b/1")
            #expect(try await store.size(of: location) == 10)
            #expect(try await store.read(location, 3..<5) == Array("34".utf8))
            #expect(try await store.read(location, 8..<20) == Array("89".utf8))
            #expect(try await store.read(location, 20..<30).isEmpty)
            await #expect(throws: ObjectStoreError.noSuchKey(ObjectLocation(bucket: "bucket", key: "b"))) {
                try await store.size(of: ObjectLocation(bucket: "bucket", key: "b"))
            }
        }
    }

    @Test func `are local where their bucket has a folder, and elsewhere where it has none`() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/here", withIntermediateDirectories: false)
            let (local, remote) = (FileObjectStore(root: folder), MemoryObjectStore())
            let store = LocalFirstObjectStore(local, otherwise: remote)
            let (here, there) = (ObjectLocation(bucket: "here", key: "k"), ObjectLocation(bucket: "there", key: "k"))
            try await store.write([1], to: here)
            try await store.write([1, 2], to: there)
            #expect(try await local.size(of: here) == 1)
            #expect(remote.locations == [there] && !local.hasBucket("there"))
            #expect(try await store.size(of: there) == 2)
            #expect(try await store.read(there, 1..<3) == [2])
            #expect(try await store.list(bucket: "here", prefix: "", after: nil).map(\.size) == [1])
            #expect(!local.hasBucket("..") && !local.hasBucket("here/k"))
            let old = ObjectLocation(bucket: "here", key: "k", version: "1")
            await #expect(throws: ObjectStoreError.failed(old, reason: "files have no versions")) {
                try await store.read(old, 0..<1)
            }
        }
    }

    @Test(
        "have no names outside their bucket",
        arguments: [
            ("..", "a"), ("", "a"), ("a/b", "c"), (".hidden", "a"), ("b", "../x"), ("b", "/etc/passwd"),
            ("b", "x/../../y"),
            ("b", ""), ("b", "x//y"), ("b", "x\u{0}y"), ("b", "."),
        ])
    func names(bucket: String, key: String) async throws {
        try await withFolder { folder in
            let location = ObjectLocation(bucket: bucket, key: key)
            await #expect(throws: ObjectStoreError.invalidName(location.description)) {
                try await FileObjectStore(root: folder).write([1], to: location)
            }
        }
    }
}
