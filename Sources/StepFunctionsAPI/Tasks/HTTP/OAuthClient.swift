internal import CurlTransfers
internal import Engine
internal import JSON

/// Fetches tokens from authorization endpoints. They may be where APIs may be that tasks call.
struct OAuthClient: Sendable {
    /// How long an endpoint may think.
    static let limit = Duration.seconds(30)
    /// What an endpoint may say of a refusal (RFC 6749, section 5.2): nothing else of its answer is repeated.
    private static let reasons: Set = [
        "invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type",
        "invalid_scope",
    ]

    let http: HTTPClient
    let addresses: AddressPolicy
    let clock: any EngineClock

    /// - Throws: `TaskError`: `Events.ConnectionResource.InvalidConnectionState` where the endpoint gives no token, and
    ///   `Events.ConnectionResource.InternalError` where it cannot be asked just now; `CancellationError`.
    func token(_ grant: OAuthGrant, of connection: String, within time: Duration) async throws -> OAuthToken {
        func failure(_ name: String, _ what: String) -> TaskError {
            TaskError(
                "Events.ConnectionResource.\(name)",
                cause: "The authorization endpoint of the connection '\(connection)' \(what).")
        }
        let answer: HTTPAnswer
        do {
            answer = try await http.send(
                grant.method, grant.url, headers: grant.headers, body: grant.body,
                addresses: grant.endpoint.addresses(addresses), within: min(Self.limit, time))
        } catch HTTPClient.Failure.refusedAddress {
            throw failure("InvalidConnectionState", "is not called: \(HTTPClient.Failure.refusedAddress)")
        } catch let error as HTTPClient.Failure {
            throw failure("InternalError", "does not answer: \(error)")
        }
        let parsed = try? JSONValue(parsing: answer.body)
        guard (200..<300).contains(answer.status) else {
            let reason = parsed?["error"]?.stringValue.flatMap { Self.reasons.contains($0) ? " (\($0))" : nil } ?? ""
            let isForNow = answer.status >= 500 || answer.status == 429
            throw failure(
                isForNow ? "InternalError" : "InvalidConnectionState", "answered \(answer.status)\(reason)")
        }
        guard let token = OAuthToken(parsed, at: clock.now()) else {
            throw failure("InvalidConnectionState", "answered \(answer.status) without a bearer token")
        }
        return token
    }
}
