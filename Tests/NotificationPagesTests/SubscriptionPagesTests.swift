import EventLog
import Foundation
import FoundationNetworking
import Hummingbird
import MemoryBackend
import NotificationPages
import Notifications
import Synchronization
import Testing

/// The pages to which the links in mails lead, in a Hummingbird application of somebody's own.
@Suite(.timeLimit(.minutes(5))) struct SubscriptionPagesTests {
    private static let endpoint = SubscriptionEndpoint.https(url: "https://example.org/?a=1&b='c'")

    /// Keeps what it is given to deliver.
    private final class Keeper: SubscriberTransport {
        private let kept = Mutex<[OutgoingMessage]>([])

        var messages: [OutgoingMessage] { kept.withLock { $0 } }

        func deliver(_ message: OutgoingMessage) -> DeliveryOutcome {
            kept.withLock { $0.append(message) }
            return .delivered(answer: nil, wasThere: false)
        }
    }

    /// An application with the pages, and a subscription that waits for its answer.
    private struct Scene {
        let store = MemoryEventStore()
        let topic: TopicARN
        let directory: TopicDirectory
        let tokens: MessageCredentials

        init() async throws {
            topic = try TopicARN("arn:aws:sns:us-east-1:123456789012:Reports")
            let keeper = Keeper()
            var configuration = NotificationConfiguration()
            configuration.secret = NotificationSecret(Array(repeating: 2, count: 32))
            configuration.transports.webhook = keeper
            directory = TopicDirectory(store: store, configuration: configuration)
            try await directory.create(topic)
            try await directory.subscribe(SubscriptionPagesTests.endpoint, to: topic)
            let worker = WorkerID(UUID())
            try await store.keepAlive(worker, for: .seconds(30))
            let claim = Claim(id: ClaimID(UUID()), worker: worker, queues: [.notification], semantics: 2, limit: 10)
            let delivery = NotificationDelivery(store: store, configuration: configuration)
            for stream in try await store.claimDue(claim).streams { try await delivery.process(stream, worker: worker) }
            tokens = try #require(keeper.messages.first).credentials
        }

        /// Runs the application while `body` asks it.
        func serving(_ body: (URL) async throws -> Void) async throws {
            let (ports, ready) = AsyncStream<Int>.makeStream()
            let router = Router()
            SubscriptionPages(directory).addRoutes(to: router.group("mail"))
            let application = Application(
                router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
                onServerRunning: { ready.yield($0.localAddress?.port ?? 0) })
            try await withThrowingTaskGroup { group in
                group.addTask { try await application.run() }
                for await port in ports {
                    try await body(try #require(URL(string: "http://127.0.0.1:\(port)/mail/")))
                    break
                }
                group.cancelAll()
            }
        }

        func ask(
            _ url: URL, _ action: String, _ token: String?, method: String = "GET", body: String? = nil
        ) async throws -> (status: Int, text: String, headers: [String: String]) {
            var parts = try #require(URLComponents(url: url.appending(path: action), resolvingAgainstBaseURL: true))
            parts.queryItems = token.map { [URLQueryItem(name: "token", value: $0)] }
            var request = URLRequest(url: try #require(parts.url))
            request.httpMethod = method
            request.httpBody = body.map { Data($0.utf8) }
            if body != nil {
                request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
            }
            let (data, response) = try await URLSession.shared.data(for: request)
            let answer = try #require(response as? HTTPURLResponse)
            let headers = answer.allHeaderFields.reduce(into: [String: String]()) { headers, field in
                headers["\(field.key)".lowercased()] = "\(field.value)"
            }
            return (answer.statusCode, String(decoding: data, as: UTF8.self), headers)
        }

        func events() async throws -> [String] {
            let stream = try await store.streams(StreamQuery(category: .topic)).streams[0].stream
            return try await store.readAll(stream).map(\.type.rawValue)
        }
    }

    @Test func `a link that a program opens changes nothing, and a button confirms once and ends`() async throws {
        let scene = try await Scene()
        let token = try #require(scene.tokens.confirmation).text
        let farewell = try #require(scene.tokens.unsubscription).text
        try await scene.serving { url in
            for _ in 0..<3 {
                let page = try await scene.ask(url, "confirm", token)
                #expect(page.status == 200)
                #expect(page.text.contains("<form method=\"post\"><button>Confirm</button></form>"))
                let question = "Is https://example.org/?a=1&amp;b=&#39;c&#39; to get what is published to Reports?"
                #expect(page.text.contains(question))
                #expect(try await scene.ask(url, "unsubscribe", farewell).text.contains(">Unsubscribe</button>"))
            }
            #expect(try await scene.events() == ["TopicCreated", "SubscriptionRequested"])
            let confirmed = try await scene.ask(url, "confirm", token, method: "POST", body: "")
            #expect(confirmed.status == 200 && confirmed.text.contains("from now on"), "\(confirmed)")
            #expect(try await scene.directory.subscriptions(of: scene.topic).map(\.by) == ["whoever had the token"])
            for method in ["GET", "POST"] {
                #expect(try await scene.ask(url, "confirm", token, method: method).status == 404)
            }
            // RFC 8058: the body says so, and the token stands in the address.
            let ended = try await scene.ask(
                url, "unsubscribe", farewell, method: "POST", body: "List-Unsubscribe=One-Click")
            #expect(ended.status == 200 && ended.text.contains("No more messages of Reports"), "\(ended)")
            #expect(try await scene.directory.subscriptions(of: scene.topic).isEmpty)
            #expect(
                try await scene.events() == [
                    "TopicCreated", "SubscriptionRequested", "SubscriptionConfirmed", "SubscriptionRemoved",
                ])
        }
    }

    @Test func `a token is for one thing, and pages let nobody look over the shoulder`() async throws {
        let scene = try await Scene()
        let token = try #require(scene.tokens.confirmation).text
        let farewell = try #require(scene.tokens.unsubscription).text
        try await scene.serving { url in
            for method in ["GET", "POST"] {
                #expect(try await scene.ask(url, "confirm", farewell, method: method).status == 404)
                #expect(try await scene.ask(url, "unsubscribe", token, method: method).status == 404)
                for text in [nil, "", "x", token + "A", String(token.dropLast())] {
                    let page = try await scene.ask(url, "confirm", text, method: method)
                    #expect(page.status == 400 && page.text.contains("not whole"))
                }
            }
            #expect(try await scene.events().count == 2)
            let page = try await scene.ask(url, "confirm", token)
            #expect(page.headers["content-type"] == "text/html; charset=utf-8")
            #expect(page.headers["cache-control"] == "no-store")
            #expect(page.headers["referrer-policy"] == "no-referrer")
            #expect(page.headers["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
            #expect(!page.text.contains(token) && !page.text.contains("<script"))
        }
    }
}
