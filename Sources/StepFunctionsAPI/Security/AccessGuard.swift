internal import Engine
internal import EventLog
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Lets requests through that the server's security allows: before anything of them is read but their signature.
struct AccessGuard: RouterMiddleware {
    typealias Context = ServerContext

    /// How often an address may fail to say who it is.
    private static let failures = RateLimit(perSecond: 5, burst: 50)

    private let verifier: RequestVerifier?
    private let limiter: RateLimiter?
    private let failures = RateLimiter(AccessGuard.failures)
    private let clock: any EngineClock
    /// Pages for people who have a token and no key.
    private let openPaths: Set<String>

    init(_ security: ServerSecurity, region: String, clock: any EngineClock, openPaths: Set<String> = []) {
        self.openPaths = openPaths
        verifier = security.credentials.map { RequestVerifier(credentials: $0, region: region) }
        limiter = security.rateLimit.map(RateLimiter.init)
        self.clock = clock
    }

    @concurrent
    func handle(
        _ request: Request, context: ServerContext,
        next: @concurrent (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        var request = request
        do {
            let client = try await client(of: &request, context)
            if let limiter, !limiter.take(client, at: clock.now()) { throw AccessGuard.tooMany }
        } catch let error as APIError {
            return StepFunctionsService.response(APIAnswer(error))
        }
        return try await next(request, context)
    }

    /// The client's name; its address where it need not say who it is.
    private func client(of request: inout Request, _ context: ServerContext) async throws -> String {
        let address = context.address
        // Whoever watches the server need not be known, and learns nothing else.
        guard let verifier, request.uri.path != "/health", !openPaths.contains(request.uri.path) else { return address }
        guard failures.has(address, at: clock.now()) else { throw AccessGuard.tooMany }
        do {
            let body = try await StepFunctionsService.body(of: &request)
            return "[\(try verifier.client(of: SignedRequest(request, body), at: clock.now()))]"
        } catch {
            _ = failures.take(address, at: clock.now())
            throw error
        }
    }

    private static let tooMany = APIError("ThrottlingException", "Rate exceeded")
}

extension SignedRequest {
    fileprivate init(_ request: Request, _ body: [UInt8]) {
        var headers: [String: [String]] = [:]
        for field in request.headers { headers[field.name.canonicalName, default: []].append(field.value) }
        headers["host"] = [request.head.authority ?? ""]
        self.init(
            method: request.method.rawValue, path: request.uri.path, query: request.uri.query ?? "", headers: headers,
            body: body)
    }
}
