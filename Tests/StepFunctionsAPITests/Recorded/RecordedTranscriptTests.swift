import AWSRecordings
import JSON
import StepFunctionsAPI
import Testing

@Suite("Calls recorded from the service", .enabled(if: Recordings.transcripts.areHere, "\(Recordings.absence)"))
struct RecordedTranscriptTests {
    @Test func `have the recorded answers`() async throws {
        var skipped: [TranscriptReplay.Skip: Int] = [:]
        var (compared, strictly) = (0, 0)
        var different: [String] = []
        var matchedAfterAll = Set(KnownDifferences.byCase.keys)
        let operations = Set(StepFunctionsService.operationNames)
        for (name, recorded) in try Recordings.transcripts.all() {
            do {
                try TranscriptReplay.check(recorded, against: operations)
            } catch let skip as TranscriptReplay.Skip {
                skipped[skip, default: 0] += 1
                continue
            }
            compared += 1
            if try await difference(recorded, strictly: true) == nil { strictly += 1 }
            guard let difference = try await difference(recorded, strictly: false) else { continue }
            if matchedAfterAll.remove(name) == nil { different.append("\(name): \(difference)") }
        }
        let known = KnownDifferences.byCase.count - matchedAfterAll.count
        print(
            """
            recorded calls: \(compared) transcripts replayed, \(compared - known - different.count) as recorded \
            (\(strictly) with the paths that the recordings leave out), \(known) known to differ, skipped: \(skipped)
            """)
        #expect(different.isEmpty, "\(different.joined(separator: "\n"))")
        #expect(matchedAfterAll.isEmpty, "these are as recorded by now: \(matchedAfterAll.sorted())")
        let missing = skipped.keys.compactMap { if case .notThere(let name) = $0 { name } else { nil } }
        #expect(Set(missing) == Set(KnownDifferences.notThere.keys))
    }

    private func difference(_ recorded: JSONValue, strictly: Bool) async throws -> String? {
        let (queues, buckets) = (RecordedQueues(), RecordedBuckets())
        return try await FunctionServer.with(RecordedFunctions(recorded)) { functions in
            try await ServiceServer({ RecordedBuckets.has($0) ? buckets.answer($0) : queues.answer($0) }).with { aws in
                var settings = ServiceSettings()
                settings.aws = AWSEndpoint("\(aws)")
                settings.credentials = AWSCredentials(accessKeyID: "AKID", secretAccessKey: "secret")
                return try await RunningServer.with(lambda: functions, services: settings) { server in
                    var replay = try TranscriptReplay(recorded, on: server, strictly: strictly)
                    (replay.queues, replay.services) = (queues, settings)
                    return try await replay.run()
                }
            }
        }
    }
}
