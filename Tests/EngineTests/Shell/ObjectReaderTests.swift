import Engine
import EventLog
import JSON
import Synchronization
import Testing

@Suite("A distributed Map that reads a store that does more, or less, than it should", .timeLimit(.minutes(5)))
struct ObjectReaderTests {
    /// Lists the same page whoever asks, and has one object of any size.
    private final class OddStore: ObjectStore {
        private let size: Int
        private let keys: [String]
        private let lists = Mutex(0)

        init(size: Int, keys: [String] = []) {
            self.size = size
            self.keys = keys
        }

        func size(of location: ObjectLocation) async throws(ObjectStoreError) -> Int { size }

        func read(_ location: ObjectLocation, _ range: Range<Int>) async throws(ObjectStoreError) -> [UInt8] {
            guard range.count < 1 << 20 else { throw .failed(location, reason: "\(range.count) bytes were asked for") }
            return Array("[1]\n".utf8.prefix(max(0, 4 - range.lowerBound)))
        }

        func write(_ bytes: [UInt8], to location: ObjectLocation) async throws(ObjectStoreError) {}

        func list(
            bucket: String, prefix: String, after key: String?
        ) async throws(ObjectStoreError) -> [ObjectSummary] {
            let count = lists.withLock { count in
                count += 1
                return count
            }
            guard count < 5 else { throw .failed(ObjectLocation(bucket: bucket, key: prefix), reason: "without end") }
            return keys.map { ObjectSummary(key: $0, size: 4, lastModified: Timestamp(microseconds: 0)) }
        }
    }

    private func end(_ store: OddStore, _ reader: String) async throws -> ExecutionDescription {
        let bench = Bench()
        let engine = bench.engine { $0.objects = store }
        engine.handle("a", TaskOptions()) { try $0.input.value() }
        try engine.add(
            try Bench.machine(
                """
                "M": {"Type": "Map", "ItemReader": {"Resource": "arn:aws:states:::s3:\(reader)},
                  "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                    "StartAt": "a", "States": {\(States.task("a"))}}, "End": true}
                """))
        return try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            return try await engine.result(of: start.execution)
        }
    }

    @Test func `takes no more JSON than there may be in memory, and lines without an end`() async throws {
        func end(_ type: String, _ size: Int) async throws -> ExecutionDescription {
            try await self.end(
                OddStore(size: size),
                #"getObject", "ReaderConfig": {"InputType": "\#(type)"}, "Parameters": {"Bucket": "b", "Key": "k"}"#)
        }
        let limit = 256 * 1024 * 1024
        let refused = try await end("JSON", limit + 1)
        #expect(refused.error == "States.ItemReaderFailed")
        #expect(
            refused.cause
                == "The object has \(limit + 1) bytes, and one of JSON is read as a whole, of \(limit) at the most.")
        #expect(try await end("JSON", limit).cause == "s3://b/k: \(limit) bytes were asked for")
        #expect(try await end("JSON", 4).output?.string == "[1]")
        #expect(try await end("JSONL", limit + 1).output?.string == "[[1]]")
    }

    @Test(
        "ends where a list begins again",
        arguments: ["", #""ReaderConfig": {"InputType": "JSON", "Transformation": "LOAD_AND_FLATTEN"}, "#])
    func lists(config: String) async throws {
        let reader = #"listObjectsV2", \#(config)"Parameters": {"Bucket": "b", "Prefix": "p/"}"#
        for keys in [["p/a", "p/é"], ["p/a"], ["p/b", "p/a"]] {
            let end = try await end(OddStore(size: 4, keys: keys), reader)
            #expect(end.error == "States.ItemReaderFailed")
            let last = keys[keys.count - 1]
            #expect(end.cause?.hasPrefix("s3://b/p/: the list does not go on behind '\(last)'") ?? false, "\(end)")
        }
    }
}
