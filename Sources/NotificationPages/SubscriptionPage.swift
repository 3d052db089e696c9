internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Notifications

/// A page as it is answered: a few lines of HTML, without scripts, and without anything from elsewhere.
struct SubscriptionPage {
    private let status: HTTPResponse.Status
    private let title: String
    private let text: String
    /// What the button says, where there is one; it sends a POST to where the page is.
    private let button: String?

    private init(_ status: HTTPResponse.Status, _ title: String, _ text: String, button: String? = nil) {
        (self.status, self.title, self.text, self.button) = (status, title, text, button)
    }

    /// Asks whether it is to be done.
    static func question(_ action: SubscriptionAction, _ subject: TokenSubject) -> SubscriptionPage {
        let (endpoint, topic) = (subject.endpoint.address, subject.topic.name)
        switch action {
        case .confirm:
            return SubscriptionPage(
                .ok, "Confirm subscription", "Is \(endpoint) to get what is published to \(topic)?", button: "Confirm")
        case .unsubscribe:
            return SubscriptionPage(
                .ok, "Unsubscribe", "Is \(endpoint) to get nothing more of what is published to \(topic)?",
                button: "Unsubscribe")
        }
    }

    static func confirmed(_ endpoint: SubscriptionEndpoint, _ topic: TopicARN) -> SubscriptionPage {
        SubscriptionPage(.ok, "Subscribed", "\(endpoint.address) gets what is published to \(topic.name) from now on.")
    }

    static func ended(_ topic: TopicARN) -> SubscriptionPage {
        SubscriptionPage(.ok, "Unsubscribed", "No more messages of \(topic.name) will be sent to you.")
    }

    static var incomplete: SubscriptionPage {
        SubscriptionPage(.badRequest, "Incomplete link", "The link is not whole: please copy all of it from the mail.")
    }

    static var unknown: SubscriptionPage {
        SubscriptionPage(.notFound, "Link no longer valid", "The link was used already, or is too old.")
    }

    static var failed: SubscriptionPage {
        SubscriptionPage(.serviceUnavailable, "Not now", "That did not work. Please try again in a few minutes.")
    }

    var response: Response {
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
            // Nothing is loaded or run, no other site may show it in a frame, and the token goes to nobody else.
            .contentSecurityPolicy:
                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
            .xContentTypeOptions: "nosniff",
        ]
        for (name, value) in [("Referrer-Policy", "no-referrer"), ("X-Robots-Tag", "noindex")] {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    private var html: String {
        let form =
            button.map { "<form method=\"post\"><button>\(SubscriptionPage.escaped($0))</button></form>\n" } ?? ""
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>\(SubscriptionPage.escaped(title))</title>
            <style>body { font: 1.1em sans-serif; max-width: 32em; margin: 4em auto; padding: 0 1em } button { font: inherit }</style>
            </head>
            <body>
            <h1>\(SubscriptionPage.escaped(title))</h1>
            <p>\(SubscriptionPage.escaped(text))</p>
            \(form)</body>
            </html>

            """
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
