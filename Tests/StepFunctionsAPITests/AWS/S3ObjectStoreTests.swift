import Engine
import EventLog
import Synchronization
import Testing

@testable import StepFunctionsAPI

@Suite("Objects in S3") struct S3ObjectStoreTests {
    /// A store whose server answers as a test says.
    private func with(
        _ answer: @escaping @Sendable (ServiceServer.Call) -> ServiceServer.Answer,
        _ body: (S3ObjectStore, ServiceServer) async throws -> Void
    ) async throws {
        let server = ServiceServer { answer($0) }
        try await server.with { endpoint in
            var settings = ServiceSettings()
            settings.aws = AWSEndpoint("\(endpoint)")
            settings.credentials = AWSCredentials(accessKeyID: "AKID", secretAccessKey: "secret")
            try await body(try #require(S3ObjectStore(settings, configuration: EngineConfiguration())), server)
        }
    }

    private func buckets(_ body: (S3ObjectStore) async throws -> Void) async throws {
        let buckets = RecordedBuckets()
        _ = buckets.answer(
            ServiceServer.Call(
                method: "PUT", path: "/b", query: "", headers: ["authorization": "/s3/aws4_request"], body: ""))
        try await with({ buckets.answer($0) }) { store, _ in try await body(store) }
    }

    @Test func `are written, read in parts and listed`() async throws {
        try await buckets { store in
            let location = ObjectLocation(bucket: "b", key: "a/1")
            try await store.write(Array("0123456789".utf8), to: location)
            try await store.write([], to: ObjectLocation(bucket: "b", key: "a/2"))
            #expect(try await store.size(of: location) == 10)
            #expect(try await store.read(location, 3..<5) == Array("34".utf8))
            #expect(try await store.read(location, 8..<20) == Array("89".utf8))
            #expect(try await store.read(location, 20..<30).isEmpty)
            #expect(try await store.read(ObjectLocation(bucket: "b", key: "a/2"), 0..<10).isEmpty)
            let list = try await store.list(bucket: "b", prefix: "a/", after: nil)
            #expect(list.map(\.key) == ["a/1", "a/2"] && list.map(\.size) == [10, 0])
            #expect(list[0].etag == "\"781e5e245d69b566979b86e28d23f2c7\"")
            #expect(list[0].lastModified.microseconds == 1_777_629_600_000_000)
        }
    }

    @Test func `that are not there are told of, and what S3 refuses is said in its words`() async throws {
        try await buckets { store in
            let nowhere = ObjectLocation(bucket: "b", key: "nowhere")
            await #expect(throws: ObjectStoreError.noSuchKey(nowhere)) { try await store.read(nowhere, 0..<1) }
            await #expect(throws: ObjectStoreError.noSuchKey(nowhere)) { try await store.size(of: nowhere) }
            let other = ObjectLocation(bucket: "other", key: "k")
            let error = await #expect(throws: ObjectStoreError.self) { try await store.write([1], to: other) }
            #expect("\(error!)".contains("The specified bucket does not exist (Service: S3, Status Code: 404"))
        }
    }

    @Test func `are read from who knows no ranges`() async throws {
        try await with({ _ in ServiceServer.Answer(body: "0123456789") }) {
            (store: S3ObjectStore, _: ServiceServer) async throws in
            #expect(try await store.read(ObjectLocation(bucket: "b", key: "k"), 4..<7) == Array("456".utf8))
            #expect(try await store.read(ObjectLocation(bucket: "b", key: "k"), 8..<12) == Array("89".utf8))
            #expect(try await store.read(ObjectLocation(bucket: "b", key: "k"), 10..<12).isEmpty)
        }
    }

    /// Counts the pauses before another attempt, and makes none.
    private final class CountingClock: EngineClock {
        let pauses = Mutex(0)

        func now() -> Timestamp { Timestamp(microseconds: 1_777_629_600_000_000) }

        func sleep(until moment: Timestamp) async throws { pauses.withLock { $0 += 1 } }
    }

    @Test(
        "are asked for again where nobody answers, and not where nobody can be asked",
        arguments: [
            (AWSCredentials(accessKeyID: "AKID", secretAccessKey: "secret"), "Unable to execute HTTP request", 2),
            (nil, "Unable to load credentials", 0),
        ] as [(AWSCredentials?, String, Int)])
    func silence(_ credentials: AWSCredentials?, _ reason: String, _ pauses: Int) async throws {
        var settings = ServiceSettings()
        // Nobody listens on the port for TCP services.
        settings.aws = AWSEndpoint("http://127.0.0.1:1")
        settings.credentials = credentials
        var configuration = EngineConfiguration()
        let clock = CountingClock()
        configuration.clock = clock
        let store = try #require(S3ObjectStore(settings, configuration: configuration))
        let error = await #expect(throws: ObjectStoreError.self) {
            try await store.size(of: ObjectLocation(bucket: "b", key: "k"))
        }
        #expect("\(error!)".contains(reason))
        #expect(clock.pauses.withLock { $0 } == pauses)
    }

    @Test func `are asked for once where the answer cannot be read`() async throws {
        try await with({ _ in ServiceServer.Answer(body: "<no") }) { store, server in
            await #expect(throws: ObjectStoreError.self) {
                try await store.list(bucket: "b", prefix: "", after: nil)
            }
            #expect(server.calls.count == 1)
        }
    }

    @Test("are asked for again where S3 is busy, and not where it refuses", arguments: [(503, 3), (403, 1)])
    func retries(_ status: Int, _ calls: Int) async throws {
        let answer = ServiceServer.Answer(status: status, body: "<Error><Code>SlowDown</Code></Error>")
        try await with({ _ in answer }) { store, server in
            await #expect(throws: ObjectStoreError.self) {
                try await store.list(bucket: "b", prefix: "", after: nil)
            }
            #expect(server.calls.count == calls)
        }
    }
}
