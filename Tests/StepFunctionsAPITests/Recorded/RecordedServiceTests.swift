import AWSRecordings
import JSON
import Testing

@testable import StepFunctionsAPI

@Suite(
    "Executions that call services, recorded from the service",
    .enabled(if: Recordings.executions.areHere, "\(Recordings.absence)"), .timeLimit(.minutes(10)))
struct RecordedServiceTests {
    /// What a machine needs of which this server calls the services.
    private static let needs: Set = [
        "aws-sdk:dynamodb", "aws-sdk:s3", "dynamodb", "events", "s3", "sfn-nested", "sns", "sqs",
    ]

    private static let known: [String: String] = [
        "credentials/credentials_base/cross_account_states_start_sync_execution[SFN_START_EXECUTION_SYNC_ROLE_ARN_PATH]":
            "the machine that is started is another account's"
    ]

    @Test func `have the recorded history, event by event`() async throws {
        var (compared, different, matched) = (0, [String](), Set(Self.known.keys))
        for (name, recorded) in try Recordings.executions.all() {
            let needs = Set((recorded["needs"]?.arrayValue ?? []).compactMap(\.stringValue))
            guard !needs.isEmpty, needs.isSubset(of: Self.needs), recorded["expected"]?["events"] != nil else {
                continue
            }
            compared += 1
            guard let difference = try await difference(recorded) else { continue }
            if matched.remove(name) == nil { different.append("\(name): \(difference)") }
        }
        print("recorded executions with services: \(compared) run, \(different.count) differ")
        #expect(different.isEmpty, "\(different.joined(separator: "\n"))")
        #expect(matched.isEmpty, "these are as recorded by now: \(matched.sorted())")
        #expect(compared == 33)
    }

    private func difference(_ recorded: JSONValue) async throws -> String? {
        let expected = recorded["expected"]?["events"]?.arrayValue ?? []
        let services = RecordedServices(expected)
        let buckets = RecordedBuckets()
        let aws = ServiceServer { RecordedBuckets.has($0) ? buckets.answer($0) : services.answer($0) }
        return try await aws.with { endpoint in
            var settings = ServiceSettings()
            settings.aws = AWSEndpoint("\(endpoint)")
            settings.credentials = AWSCredentials(accessKeyID: "AKID", secretAccessKey: "secret")
            for call in recorded["setup"]?.arrayValue ?? [] where call["service"] == "s3" {
                _ = try await RecordedBuckets.make(call, on: settings)
            }
            return try await RunningServer.with(services: settings) { server in
                for other in recorded["otherStateMachines"]?.arrayValue ?? [] { try await create(other, on: server) }
                try await create(recorded, on: server)
                let arn = RunningServer.arn(recorded["stateMachine"]?.stringValue ?? "")
                let start = try await server.does(
                    "StartExecution", ["stateMachineArn": .string(arn), "input": recorded["input"] ?? "{}"])
                _ = try await server.end(start["executionArn"])
                let history = try await server.does(
                    "GetExecutionHistory",
                    ["executionArn": start["executionArn"] ?? .null, "includeExecutionData": true, "maxResults": 1000])
                let paths = recorded["skip"]?.arrayValue?.compactMap(\.stringValue) ?? []
                var comparison = RecordedComparison(
                    skipping: paths, gained: ["RedriveCount", "RedriveStatus", "RedriveStatusReason"])
                return comparison.difference(history["events"], from: .array(expected), at: [.member("events")])
            }
        }
    }

    private func create(_ recorded: JSONValue, on server: RunningServer) async throws {
        try await server.create(
            recorded["stateMachine"]?.stringValue ?? "", recorded["definition"]?.stringValue ?? "",
            ["type": recorded["type"] ?? "STANDARD", "roleArn": recorded["role"] ?? .string(RunningServer.role)])
    }
}
