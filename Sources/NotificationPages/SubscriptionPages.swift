internal import HTTPTypes
public import Hummingbird
internal import NIOCore
public import Notifications

/// The pages on which people confirm subscriptions and end them: where the links in mails lead.
///
///     let pages = SubscriptionPages(TopicDirectory(store: store, configuration: notifications))
///     pages.addRoutes(to: router.group("notifications"))
///
/// Mails link there when `NotificationConfiguration.pages` says where that is, such as
/// `https://pay.example.org/notifications`. Programs that look for harm in mails open every link: a GET shows a button and
/// changes nothing, a POST does what was asked for. The POST of RFC 8058, by which mail programs unsubscribe at one click, is
/// the same.
public struct SubscriptionPages: Sendable {
    private let directory: TopicDirectory
    private let author: String

    /// Where the pages are, below the router that they are added to.
    public static var paths: [String] { SubscriptionAction.allCases.map { "/\($0.rawValue)" } }

    /// Makes the pages.
    ///
    /// - Parameter author: who confirmed or ended a subscription, for the log.
    public init(_ directory: TopicDirectory, author: String = "whoever had the token") {
        self.directory = directory
        self.author = author
    }

    /// Adds `GET` and `POST` of `/confirm` and `/unsubscribe`, both with `?token=…`.
    public func addRoutes<Context: RequestContext>(to router: some RouterMethods<Context>) {
        for action in SubscriptionAction.allCases {
            router.get(RouterPath("/\(action.rawValue)")) { request, _ in await show(action, request).response }
            router.post(RouterPath("/\(action.rawValue)")) { request, _ in await perform(action, request).response }
        }
    }

    private func show(_ action: SubscriptionAction, _ request: Request) async -> SubscriptionPage {
        guard let token = SubscriptionPages.token(in: request) else { return .incomplete }
        do {
            guard let subject = try await directory.subject(of: token), action.fits(subject) else { return .unknown }
            return .question(action, subject)
        } catch {
            return .failed
        }
    }

    private func perform(_ action: SubscriptionAction, _ request: Request) async -> SubscriptionPage {
        guard let token = SubscriptionPages.token(in: request) else { return .incomplete }
        do throws(TopicError) {
            switch action {
            case .confirm:
                let (topic, subscription) = try await directory.confirm(token, by: author)
                return .confirmed(subscription.endpoint, topic)
            case .unsubscribe: return .ended(try await directory.unsubscribe(with: token, by: author))
            }
        } catch .invalidToken {
            return .unknown
        } catch {
            return .failed
        }
    }

    private static func token(in request: Request) -> SubscriptionToken? {
        request.uri.queryParameters["token"].flatMap { SubscriptionToken(String($0)) }
    }
}
