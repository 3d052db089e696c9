internal import Engine

extension OAuthTokens {
    /// Makes a call with a token, and once more with another where one that was kept is not taken any more.
    ///
    /// A token that was fetched a moment ago stays: an API that takes none would have every call of every task fetch one.
    ///
    /// - Throws: what `fetch` and `call` throw, and `CancellationError`.
    func call<Answer>(
        in time: AttemptTime, fetch: () async throws -> OAuthToken, isRefusal: (Answer) -> Bool,
        call: (OAuthToken) async throws -> Answer
    ) async throws -> Answer {
        let hasTime = { time.left >= OAuthClient.limit }
        let (token, wasKept) = try await token(at: time.clock.now(), hasTime: hasTime, fetch: fetch)
        let answer = try await call(token)
        guard isRefusal(answer), !token.isNew(at: time.clock.now()) else { return answer }
        discard(token)
        // Another fetch, and the call after it, need their time.
        guard wasKept, time.left > OAuthClient.limit else { return answer }
        return try await call(try await self.token(at: time.clock.now(), hasTime: hasTime, fetch: fetch).token)
    }
}
