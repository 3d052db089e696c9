import Engine
import Foundation
import JSON
import Notifications
import Testing

/// What the service itself did when `sns:publish` was recorded: where the recordings are at hand.
@Suite struct RecordedPublishTests {
    private static let absence: Comment =
        "the recorded cases are not here; set DAYBOOK_SHARED to the folder that holds data/"

    private static let path: String? = {
        var candidates = [ProcessInfo.processInfo.environment["DAYBOOK_SHARED"]].compactMap { $0 }
        var directory = URL(fileURLWithPath: #filePath)
        while directory.path != "/" {
            directory = directory.deletingLastPathComponent()
            candidates.append(directory.path + "/shared")
        }
        return candidates.map { $0 + "/data/aws-recorded/executions/services.json" }
            .first { FileManager.default.isReadableFile(atPath: $0) }
    }()

    @Test(.enabled(if: path != nil, absence)) func `recorded publications succeed here too, with all they carry`()
        async throws
    {
        let text = try String(contentsOfFile: try #require(Self.path), encoding: .utf8)
        let cases = try #require(try JSONValue(parsing: text)["cases"]?.arrayValue)
        // Topics that keep an order are not there.
        let publications = cases.filter { $0["name"]?.stringValue?.hasPrefix("sns_task_service/publish") == true }
        #expect(publications.count == 3)
        for publication in publications {
            let name = try #require(publication["name"]?.stringValue)
            let input = try #require(publication["input"]?.stringValue)
            let office = try PostOffice()
            let topic = try TopicARN(try #require(try JSONValue(parsing: input)["TopicArn"]?.stringValue))
            try await office.directory.create(topic)
            let end = try await office.publish(
                input, definition: try #require(publication["definition"]?.stringValue))
            #expect(end.status == .succeeded, "\(name): \(end.cause ?? "")")
            let sent = try #require(try await office.log.notifications(of: end.execution).first)
            #expect(try end.output?.value()["MessageId"]?.stringValue == sent.messageID)
            let message = try JSONValue(parsing: input)["Message"]
            #expect(try JSONValue(parsing: sent.message) == message, "\(name)")
            if name.contains("attributes") {
                #expect(
                    sent.attributes.map { [$0.name, $0.type, $0.value] } == [
                        ["my_attribute_no_1", "String", "Hello"], ["my_attribute_no_2", "String", "World!"],
                        ["Version", "String", "string value literal"],
                    ])
            }
        }
    }
}
