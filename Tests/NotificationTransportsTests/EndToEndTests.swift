import CurlTransfers
import Engine
import EventLog
import Foundation
import JSON
import MemoryBackend
import Networks
import NotificationTestServers
import NotificationTransports
import Notifications
import Testing

/// From the wish to be subscribed to the message: an engine, a server of SMTP, a webhook.
@Suite struct EndToEndTests {
    private static let text = #"{"StartAt":"P","States":{"P":{"Type":"Task","Resource":"RESOURCE","End":true}}}"#
        .replacing("RESOURCE", with: SNSPublishHandler.resource)

    private func waitFor<Value>(_ look: () throws -> Value?) async throws -> Value {
        while true {
            if let value = try look() { return value }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test(.timeLimit(.minutes(5))) func `two that were asked confirm, and get what is published from then on`()
        async throws
    {
        let mails = try await PythonServer.start("mail_server.py", keeping: "--mails")
        let calls = try await PythonServer.start("web_server.py", keeping: "--requests", PythonServer.tls())
        var configuration = NotificationConfiguration()
        configuration.secret = NotificationSecret(NotificationSecret.makeBytes())
        configuration.transports.email = try SMTPTransportTests.transport("smtp://127.0.0.1:\(mails.port)?tls=off")
        var webhook = WebhookTransport.Configuration { SystemEngineClock().now() }
        webhook.authorities = try PrivateAuthority.shared.get().certificate
        webhook.addresses = AddressPolicy(allowing: [try #require(NetworkPrefix("127.0.0.1"))])
        configuration.transports.webhook = WebhookTransport(webhook)
        let store = MemoryEventStore()
        let directory = TopicDirectory(store: store, configuration: configuration)
        let topic = try TopicARN("arn:aws:sns:us-east-1:123456789012:T")
        try await directory.create(topic)
        let engine = ExecutionEngine(store: store)
        engine.register(
            SNSPublishHandler.resource, handler: SNSPublishHandler(store: store, configuration: configuration))
        engine.add(NotificationDelivery(store: store, configuration: configuration))
        try engine.add(
            StateMachine(
                name: "m", definition: Self.text,
                role: Role(arn: "arn:aws:iam::123456789012:role/r", resources: ["*"], topics: ["*"])))
        try await withThrowingTaskGroup { group in
            group.addTask { try await engine.run() }
            try await directory.subscribe(.email(address: "ann@example.org"), to: topic)
            let endpoint = SubscriptionEndpoint.https(url: "https://localhost:\(calls.port)/hook")
            let id = try await directory.subscribe(endpoint, to: topic).id
            let mail = try await waitFor { try mails.entries(ReceivedMail.self).first }
            let call = try await waitFor { try calls.entries(ReceivedRequest.self).first }
            // As a person reads it in the mail, and a program in the call.
            let words = mail.text.split(whereSeparator: \.isWhitespace)
            let place = try #require(words.firstIndex(of: "confirm"))
            let inMail = try #require(SubscriptionToken(String(words[place + 1])))
            let inCall = try #require(try JSONValue(parsing: call.body)["Token"]?.stringValue)
            try await directory.confirm(inMail, by: "ann")
            try await directory.confirm(try #require(SubscriptionToken(inCall)), by: "hook")
            let input = #"{"TopicArn":"\#(topic)","Message":"paid","Subject":"May"}"#
            let start = try await engine.start("m", input: input, name: "one")
            #expect(try await engine.result(of: start.execution).status == .succeeded)
            let log = NotificationLog(store: store)
            let settled = try await log.settledNotifications(
                of: start.execution, until: SystemEngineClock().now().adding(.seconds(30)))
            #expect(settled.map(\.status) == [.delivered])
            #expect(try mails.entries(ReceivedMail.self).last?.header("Subject") == "May")
            let last = try #require(try calls.entries(ReceivedRequest.self).last)
            #expect(try JSONValue(parsing: last.body)["Message"]?.stringValue == "paid")
            let key = try #require(try await directory.signingKey(of: id, to: topic))
            let signature = try #require(last.headers["Daybook-Signature"])
            let parts = signature.split(separator: ",").map { $0.split(separator: "=", maxSplits: 1)[1] }
            let seconds = try #require(Int64(parts[0]))
            #expect(key.signature(timestamp: seconds, body: Array(last.body.utf8)) == parts[1])
            engine.shutDown()
            try await group.waitForAll()
        }
    }
}
