import AWSRecordings
import Engine
import EngineTesting
import JSON

@testable import StepFunctionsAPI

/// Makes the calls of a transcript one after another, and compares the answers with those that were recorded.
struct TranscriptReplay {
    /// Why a transcript was not compared.
    enum Skip: Error, Hashable {
        case otherService(String)
        case notThere(String)
    }

    private let server: RunningServer
    private let steps: [JSONValue]
    private let skipsMessage: Bool
    private let unordered: Bool
    private var comparison: RecordedComparison
    /// What tasks sent to queues.
    var queues = RecordedQueues()
    /// Where the services are that the transcript calls itself.
    var services = ServiceSettings()

    /// Members that the service has by now and had not when the cases were recorded.
    private static let gained: Set = [
        "failuresNotRedrivable", "pendingRedrive", "redriveCount", "redriveStatus", "redriveStatusReason",
        "encryptionConfiguration", "tracingConfiguration",
    ]
    private static let messages: Set = ["$..Error.Message", "$..exception_value", "$..message", "$..Message"]

    init(_ recorded: JSONValue, on server: RunningServer, strictly: Bool) throws {
        self.server = server
        steps = recorded["steps"]?.arrayValue ?? []
        let paths = strictly ? [] : recorded["skip"]?.arrayValue?.compactMap(\.stringValue) ?? []
        skipsMessage = paths.contains { Self.messages.contains($0) }
        unordered = recorded["unordered"]?.arrayValue?.contains("variableReferences") ?? false
        comparison = RecordedComparison(
            skipping: paths, gained: Self.gained)
    }

    /// What a server must have for the transcript.
    static func check(_ recorded: JSONValue, against operations: Set<String>) throws {
        for step in recorded["steps"]?.arrayValue ?? [] {
            guard let operation = step["operation"]?.stringValue else { continue }
            if let service = step["service"]?.stringValue {
                // What is made there is only named by what follows, where nothing else is needed.
                guard
                    service == "logs" || (service == "sqs" && ["CreateQueue", "ReceiveMessage"].contains(operation))
                        || (service == "s3" && ["CreateBucket", "GetObject", "PutObject"].contains(operation))
                else {
                    throw Skip.otherService(service)
                }
            } else if !operations.contains(operation) {
                throw Skip.notThere(operation)
            }
        }
    }

    /// The first difference; nil where there is none.
    mutating func run() async throws -> String? {
        for (index, step) in steps.enumerated() {
            if step["wait"] != nil {
                guard try await wait(step) else { return "step \(index): it never came to \(step.text)" }
            } else if step["service"] == "s3" {
                if let difference = try await callS3(step) { return "step \(index) of S3: \(difference)" }
            } else if step["operation"] == "ReceiveMessage" {
                try await receive(step, before: steps.dropFirst(index).first { $0["wait"] != nil })
            } else if step["service"] == nil, let difference = try await call(step) {
                return "step \(index) \(step["operation"]?.stringValue ?? ""): \(difference)"
            }
        }
        return nil
    }

    /// What is put into a bucket is there for tasks and distributed Maps, and what they put there can be read.
    private mutating func callS3(_ step: JSONValue) async throws -> String? {
        let output = try await RecordedBuckets.make(step, on: services)
        guard let expected = step["expected"]?["response"] else { return nil }
        return comparison.difference(.object(output), from: expected)
    }

    /// Waits for a message, and learns what the recording names in it.
    private mutating func receive(_ step: JSONValue, before next: JSONValue?) async throws {
        var body: JSONValue?
        while body == nil {
            body = queues.receive().flatMap { try? JSONValue(parsing: $0) }
            await Task.yield()
        }
        // Nobody was as fast as to answer before it was recorded that the message was sent.
        if var submitted = next?.objectValue {
            (submitted["wait"], submitted["type"]) = ("event", "TaskSubmitted")
            _ = try await wait(.object(submitted))
        }
        for binding in step["bind"]?.objectValue ?? JSONObject() {
            for (name, pattern) in binding.value.objectValue ?? JSONObject() {
                _ = comparison.difference(body?[name], from: pattern)
            }
        }
    }

    private mutating func call(_ step: JSONValue) async throws -> String? {
        let operation = step["operation"]?.stringValue ?? ""
        let request = comparison.filled(step["request"] ?? [:])
        let (status, answer) = try await server.call(operation, request)
        if let error = step["expected"]?["error"] { return differs(status, answer, from: error) }
        guard status == 200 else { return "it failed: \(answer.text)" }
        for binding in step["bind"]?.objectValue ?? JSONObject() {
            if let difference = comparison.difference(answer[binding.key], from: binding.value) { return difference }
        }
        guard var expected = step["expected"]?["response"] else { return nil }
        var sorted = answer
        if unordered { (expected, sorted) = (Self.sorted(expected), Self.sorted(answer)) }
        return comparison.difference(sorted, from: expected)
    }

    private mutating func differs(_ status: Int, _ answer: JSONValue, from error: JSONValue) -> String? {
        guard status != 200 else { return "it succeeded, and not \(error.text)" }
        if let expected = error["status"]?.numberValue?.int, expected != status { return "the status is \(status)" }
        if let difference = comparison.difference(answer["__type"], from: error["code"]) { return difference }
        return skipsMessage ? nil : comparison.difference(answer["message"], from: error["message"])
    }

    /// The lists of `variableReferences` compare as sets.
    private static func sorted(_ answer: JSONValue) -> JSONValue {
        guard var members = answer.objectValue, let references = members["variableReferences"]?.objectValue else {
            return answer
        }
        members["variableReferences"] = .object(
            JSONObject(
                uniqueKeysWithValues: references.map { state in
                    let names = (state.value.arrayValue ?? []).compactMap(\.stringValue).sorted()
                    return (state.key, .array(names.map { .string($0) }))
                }))
        return .object(members)
    }

    private func wait(_ step: JSONValue) async throws -> Bool {
        let request: JSONValue = ["executionArn": comparison.filled(step["executionArn"] ?? .null)]
        for _ in 0..<10_000 {
            let (status, answer) = try await server.call(
                step["wait"] == "event" ? "GetExecutionHistory" : "DescribeExecution", request)
            guard status == 200 else { return false }
            switch step["wait"]?.stringValue {
            case "executionEnded": if answer["status"] != "RUNNING" { return true }
            case "event":
                if answer["events"]?.arrayValue?.contains(where: { $0["type"] == step["type"] }) ?? false {
                    return true
                }
            default: return true
            }
            await Task.yield()
        }
        return false
    }
}
