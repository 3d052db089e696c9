import Engine
import MemoryBackend
import EngineTesting
import EventLog
import Foundation
import JSON
import Notifications
import Synchronization
import Testing

@Suite struct ConfirmationTests {
    private static let address = SubscriptionEndpoint.email(address: "ann@example.org")

    /// A post office with a secret, whose mail is kept here.
    private struct Scene {
        let office: PostOffice
        let directory: TopicDirectory
        let configuration: NotificationConfiguration
        let mail: ScriptedTransport

        init(secret: [UInt8] = Array(repeating: 1, count: 32)) async throws {
            office = try PostOffice()
            let mail = ScriptedTransport { _ in .delivered(answer: "250 ok", wasThere: false) }
            self.mail = mail
            configuration = office.configuration {
                $0.secret = NotificationSecret(secret)
                $0.pages = "https://pay.example.org/notifications/"
                $0.transports.email = mail
                $0.transports.webhook = mail
            }
            directory = TopicDirectory(store: office.store, configuration: configuration)
            try await directory.create(office.topic)
        }

        func topicEvents() async throws -> [String] {
            let stream = try await office.store.streams(StreamQuery(category: .topic)).streams[0].stream
            return try await office.types(of: stream)
        }
    }

    @Test(arguments: [address, .https(url: "https://pay.example.org/hook")])
    func `an endpoint is asked, answers with the token, and only then gets messages`(
        endpoint: SubscriptionEndpoint
    ) async throws {
        let scene = try await Scene()
        let result = try await scene.directory.subscribe(endpoint, to: scene.office.topic, by: "bob")
        guard case .pending(let pending) = result else {
            Issue.record("nobody was asked")
            return
        }
        #expect(pending.by == "bob")
        _ = try await scene.office.publish(text: "too early", configuration: scene.configuration)
        try await scene.office.deliver(scene.configuration)
        #expect(scene.mail.messages.map(\.kind) == [.confirmation])
        let credentials = try #require(scene.mail.messages.first).credentials
        let token = try #require(credentials.confirmation)
        #expect(credentials.confirmationPage == "https://pay.example.org/notifications/confirm?token=\(token.text)")
        let confirmed = try await scene.directory.confirm(try #require(SubscriptionToken(token.text)), by: "ann")
        #expect(confirmed.topic == scene.office.topic)
        #expect(confirmed.subscription.endpoint == endpoint)
        #expect(confirmed.subscription.by == "ann")
        _ = try await scene.office.publish(
            #"{"TopicArn":"\#(scene.office.topic)","Message":"m"}"#, name: "two", configuration: scene.configuration)
        try await scene.office.deliver(scene.configuration)
        #expect(scene.mail.messages.map(\.text).last == "m")
        #expect(
            try await scene.topicEvents() == ["TopicCreated", "SubscriptionRequested", "SubscriptionConfirmed"])
        let farewell = try #require(scene.mail.messages.last?.credentials.unsubscription)
        #expect(try await scene.directory.unsubscribe(with: farewell, by: "ann") == scene.office.topic)
        #expect(try await scene.directory.subscriptions(of: scene.office.topic).isEmpty)
        await #expect(throws: TopicError.invalidToken) { try await scene.directory.unsubscribe(with: farewell) }
        await #expect(throws: TopicError.invalidToken) { try await scene.directory.confirm(token) }
    }

    @Test func `no token stands in the log, and none is printed`() async throws {
        let scene = try await Scene()
        try await scene.directory.subscribe(Self.address, to: scene.office.topic)
        try await scene.office.deliver(scene.configuration)
        let credentials = try #require(scene.mail.messages.first).credentials
        let secrets = [
            credentials.confirmation?.text, credentials.unsubscription?.text, credentials.signingKey?.text,
        ].compactMap { $0 }
        #expect(secrets.count == 3)
        for category in [StreamCategory.topic, .notification] {
            for summary in try await scene.office.store.streams(StreamQuery(category: category)).streams {
                for event in try await scene.office.store.readAll(summary.stream) {
                    let payload = String(decoding: event.payload, as: UTF8.self)
                    for secret in secrets { #expect(!payload.contains(secret)) }
                }
            }
        }
        for secret in secrets { #expect(!"\(credentials)".contains(secret)) }
    }

    @Test func `a token of something else, a changed one, and one that is too old are refused`() async throws {
        let scene = try await Scene()
        try await scene.directory.subscribe(Self.address, to: scene.office.topic)
        try await scene.office.deliver(scene.configuration)
        let credentials = try #require(scene.mail.messages.first).credentials
        let token = try #require(credentials.confirmation)
        let unsubscription = try #require(credentials.unsubscription)
        await #expect(throws: TopicError.invalidToken) { try await scene.directory.confirm(unsubscription) }
        let changed = token.text.dropLast() + (token.text.hasSuffix("A") ? "B" : "A")
        await #expect(throws: TopicError.invalidToken) {
            try await scene.directory.confirm(try #require(SubscriptionToken(String(changed))))
        }
        for text in ["", "x", token.text + "A", String(token.text.dropLast()), String(repeating: "*", count: 64)] {
            #expect(SubscriptionToken(text) == nil)
        }
        scene.office.clock.advance(by: .seconds(3 * 86_400))
        await #expect(throws: TopicError.invalidToken) { try await scene.directory.confirm(token) }
        // Whoever asks again gets another token.
        try await scene.directory.subscribe(Self.address, to: scene.office.topic)
        try await scene.office.deliver(scene.configuration)
        let second = try #require(scene.mail.messages.last?.credentials.confirmation)
        #expect(second != token)
        try await scene.directory.confirm(second)
    }

    @Test func `asking twice asks once, and whoever asked may take it back`() async throws {
        let scene = try await Scene()
        let first = try await scene.directory.subscribe(Self.address, to: scene.office.topic)
        let second = try await scene.directory.subscribe(Self.address, to: scene.office.topic)
        #expect(first == second)
        try await scene.office.deliver(scene.configuration)
        #expect(scene.mail.messages.count == 1)
        #expect(try await scene.directory.unsubscribe(first.id, from: scene.office.topic, by: "bob"))
        #expect(try await scene.directory.topic(scene.office.topic)?.pending.isEmpty == true)
    }

    @Test func `the operator may answer for an endpoint, and is named`() async throws {
        let scene = try await Scene()
        let result = try await scene.directory.subscribe(
            Self.address, to: scene.office.topic, by: "operator", confirmed: true)
        guard case .confirmed(let subscription) = result else {
            Issue.record("it was asked")
            return
        }
        #expect(subscription.by == "operator")
        _ = try await scene.office.publish(text: "m", configuration: scene.configuration)
        try await scene.office.deliver(scene.configuration)
        #expect(scene.mail.messages.map(\.text) == ["m"])
        let farewell = try #require(scene.mail.messages[0].credentials.unsubscription)
        try await scene.directory.unsubscribe(with: farewell)
    }

    @Test func `without a secret nothing is subscribed that needs one`() async throws {
        let office = try PostOffice()
        try await office.directory.create(office.topic)
        await #expect(throws: TopicError.noSecret(Self.address)) {
            try await office.directory.subscribe(Self.address, to: office.topic, confirmed: true)
        }
        #expect(NotificationSecret([1, 2, 3]) == nil)
    }

    @Test func `other settings take the place of those before, as an event`() async throws {
        let scene = try await Scene()
        let endpoint = SubscriptionEndpoint.queue(name: "books")
        try await scene.directory.subscribe(endpoint, to: scene.office.topic)
        let policy = try FilterPolicy(JSONText(validating: #"{"store": ["north"]}"#))
        let settings = SubscriptionSettings(filter: policy, isRaw: true)
        for _ in 0..<2 {
            guard
                case .confirmed(let subscription) = try await scene.directory.subscribe(
                    endpoint, to: scene.office.topic, settings: settings)
            else { continue }
            #expect(subscription.settings == settings)
        }
        #expect(
            try await scene.topicEvents() == ["TopicCreated", "SubscriptionConfirmed", "SubscriptionChanged"])
    }
}
