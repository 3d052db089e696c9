internal import Engine
internal import EventLog
internal import JSON

/// A token that lets its bearer in (RFC 6750).
struct OAuthToken: Hashable, Sendable {
    /// What goes with requests as `Authorization: Bearer …`.
    let text: String
    private let fetchedAt: Timestamp
    /// When another one is fetched, a while before the server takes this one no more.
    private let staleAt: Timestamp

    /// How long a token is kept whose server says nothing, or much.
    private static let longest = 3600.0
    /// For how long a token is so new that another would be no better.
    private static let novelty = Duration.seconds(30)

    /// Reads a server's answer (RFC 6749, section 5.1); `nil` where it holds no token that a bearer can use.
    init?(_ answer: JSONValue?, at now: Timestamp) {
        guard let text = answer?["access_token"]?.stringValue, !text.isEmpty,
            text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }),
            (answer?["token_type"]?.stringValue ?? "bearer").lowercased() == "bearer"
        else { return nil }
        let lifetime = answer?["expires_in"]
        // Some servers write the number as a text.
        let seconds = lifetime?.numberValue?.double ?? lifetime?.stringValue.flatMap(Double.init) ?? Self.longest
        let kept = max(0, min(seconds.isNaN ? 0 : seconds, Self.longest))
        self.text = text
        fetchedAt = now
        staleAt = now.adding(.seconds(kept - min(60, kept / 10)))
    }

    func isFresh(at now: Timestamp) -> Bool { now < staleAt }

    /// Whether it was fetched a moment ago; nobody knows where the clock was set back since.
    func isNew(at now: Timestamp) -> Bool { fetchedAt <= now && now < fetchedAt.adding(Self.novelty) }
}
