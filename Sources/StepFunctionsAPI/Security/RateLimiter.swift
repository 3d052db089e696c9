internal import EventLog
internal import Synchronization

/// The token buckets of clients.
final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: Timestamp
    }

    /// How many clients are remembered; a full bucket says no more than none.
    private static let most = 10_000

    private let limit: RateLimit
    private let buckets = Mutex<[String: Bucket]>([:])

    init(_ limit: RateLimit) {
        self.limit = limit
    }

    /// Whether a client may make a request, which is counted then.
    func take(_ client: String, at now: Timestamp) -> Bool {
        buckets.withLock { buckets in
            var bucket = filled(buckets[client], now)
            guard bucket.tokens >= 1 else { return false }
            bucket.tokens -= 1
            if buckets.count >= Self.most, buckets[client] == nil {
                buckets = buckets.filter { filled($0.value, now).tokens < Double(limit.burst) }
                // Whoever fills the table with clients that all wait is one client, as far as can be told.
                if buckets.count >= Self.most { return false }
            }
            buckets[client] = bucket
            return true
        }
    }

    private func filled(_ bucket: Bucket?, _ now: Timestamp) -> Bucket {
        guard let bucket else { return Bucket(tokens: Double(limit.burst), filledAt: now) }
        let seconds = max(.zero, now.duration(since: bucket.filledAt)) / .seconds(1)
        let tokens = min(Double(limit.burst), bucket.tokens + seconds * Double(limit.perSecond))
        return Bucket(tokens: tokens, filledAt: max(now, bucket.filledAt))
    }
}
