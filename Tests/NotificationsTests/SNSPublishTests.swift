import Engine
import EventLog
import Foundation
import JSON
import Notifications
import Testing

@Suite struct SNSPublishTests {
    @Test(arguments: [
        (#""Payroll process complete.""#, "Payroll process complete."),
        (#"{"b": 1.10, "a":  [ ]}"#, #"{"b": 1.10, "a":  [ ]}"#),
        ("12345678901234567890", "12345678901234567890"), ("null", "null"), ("{}", "{}"),
        (#""line\nline é\ud83d\ude00""#, "line\nline é😀"),
    ])
    func `a text is published as it is, any other value as its text byte for byte`(
        message: String, published: String
    ) async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        let end = try await office.publish(#"{"TargetArn":"\#(office.topic)","Message":\#(message)}"#)
        #expect(end.status == .succeeded)
        let notifications = try await office.log.notifications(of: end.execution)
        #expect(notifications.map(\.message) == [published])
        #expect(notifications.first?.state == "Publish")
        #expect(notifications.first?.executionName == "one")
        let id = try end.output?.value()["MessageId"]?.stringValue
        #expect(id == notifications.first?.messageID)
    }

    @Test(arguments: [
        (#"{"Message":"m"}"#, "TopicArn or TargetArn"),
        (#"{"TopicArn":"TOPIC","TargetArn":"TOPIC","Message":"m"}"#, "not both"),
        (#"{"TopicArn":"SuccessNotifications","Message":"m"}"#, "TopicArn"),
        (#"{"TopicArn":7,"Message":"m"}"#, "TopicArn"),
        (#"{"TopicArn":"TOPIC"}"#, "Message"),
        (#"{"TopicArn":"TOPIC","Message":""}"#, "Empty message"),
        (#"{"TopicArn":"TOPIC","Message":"m","Subject":""}"#, "Subject"),
        (#"{"TopicArn":"TOPIC","Message":"m","Subject":7}"#, "Subject"),
        (#"{"TopicArn":"TOPIC","Message":"m","Subject":"a\nBcc: x@y.z"}"#, "Subject"),
        (#"{"TopicArn":"TOPIC","Message":"m","Subject":"a\tb"}"#, "Subject"),
        (#"{"TopicArn":"TOPIC","Message":"m","Subject":"a\u2028b"}"#, "Subject"),
        (#"{"TopicArn":"TOPIC","Message":"m","Subject":"LONG"}"#, "less than 100"),
        (#"{"TopicArn":"TOPIC","Message":"m","MessageStructure":"json"}"#, "Message Structure"),
    ])
    func `parameters that the service refuses fail the task and publish nothing`(
        input: String, words: String
    ) async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        let text = input.replacing("TOPIC", with: office.topic.description)
            .replacing("LONG", with: String(repeating: "s", count: 100))
        let end = try await office.publish(text)
        #expect(end.status == .failed)
        #expect(end.error == "SNS.InvalidParameterException")
        #expect(end.cause?.hasPrefix("Invalid parameter: ") == true)
        #expect(end.cause?.contains(words) == true, "\(end.cause ?? "")")
        #expect(try await office.log.notifications(of: end.execution).isEmpty)
    }

    @Test func `a message nearly as large as a state's input may be is published`() async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        let text = String(repeating: "x", count: 262_000)
        let end = try await office.publish(#"{"TopicArn":"\#(office.topic)","Message":"\#(text)"}"#)
        #expect(end.status == .succeeded)
        #expect(try await office.log.notifications(of: end.execution).first?.message.utf8.count == 262_000)
    }

    @Test func `an unknown topic fails the task by the service's name`() async throws {
        let office = try PostOffice()
        let end = try await office.publish(#"{"TopicArn":"\#(office.topic)","Message":"m"}"#)
        #expect(end.status == .failed)
        #expect(end.error == "SNS.NotFoundException")
        #expect(end.cause == "Topic does not exist: \(office.topic)")
    }

    @Test func `a topic without subscribers is delivered at once and waits for nobody`() async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        let notification = try await office.publish(text: "m")
        #expect(try await office.log.describe(notification).status == .delivered)
        #expect(try await office.deliver() == 0)
        #expect(try await office.types(of: notification) == ["NotificationPublished"])
    }

    @Test func `the message's id follows from execution and task`() async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        let notification = try await office.publish(text: "m")
        let found = try await office.log.describe(notification)
        #expect(
            notification.uuid
                == UUID(
                    beside: try #require(found.execution).uuid, of: "sns:publish\u{0}\(try #require(found.task))".utf8))
    }

    @Test func `whoever unsubscribes after the publication still gets the message`() async throws {
        let office = try PostOffice()
        let directory = try TemporaryDirectory()
        try await office.directory.create(office.topic)
        let subscription = try await office.directory.subscribe(
            .maildir(path: directory.path + "/box"), to: office.topic)
        _ = try await office.publish(text: "m")
        try await office.directory.unsubscribe(subscription.id, from: office.topic)
        try await office.deliver()
        #expect(try directory.names("box/new").count == 1)
    }
}
