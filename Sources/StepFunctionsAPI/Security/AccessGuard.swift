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
        if openPaths.contains(request.uri.path) { return address }
        guard let verifier else {
            try requireLocalName(request)
            try requireNoPage(request)
            return address
        }
        // Whoever watches the server need not be known, and learns nothing else.
        if request.uri.path == "/health" { return address }
        do {
            // Nothing is read for somebody who names no key.
            try verifier.requireKnown(request.headers[.authorization])
            let body = try await StepFunctionsService.body(of: &request)
            return "[\(try verifier.client(of: SignedRequest(request, body), at: clock.now()))]"
        } catch {
            guard failures.take(address, at: clock.now()) else { throw AccessGuard.tooMany }
            throw error
        }
    }

    /// Where nobody is asked who they are, a page in a browser could have its own name lead to this machine, and ask as if it were here.
    private func requireLocalName(_ request: Request) throws(APIError) {
        var name = request.head.authority ?? ""
        if let colon = name.lastIndex(of: ":"), name[colon...].dropFirst().allSatisfy(\.isNumber) {
            name = String(name[..<colon])
        }
        name = name.trimmingPrefix("[").replacing("]", with: "").lowercased()
        // SDKs put `sync-` before the name for some operations. A resolver that means ill may know `sync-localhost`; a page that has it
        // from there says that it is one where it posts.
        if request.method == .post { name = String(name.trimmingPrefix("sync-")) }
        guard ServerSecurity.isLoopback(name) || name.hasSuffix(".localhost") else {
            throw APIError(
                "AccessDeniedException",
                "Without credentials this server is to be called localhost, or by a loopback address.",
                status: 403)
        }
    }

    /// No client of the API sends what browsers say of a page that asks.
    private func requireNoPage(_ request: Request) throws(APIError) {
        let site = request.headers[.fetchSite]
        // `none` is a person who opens an address.
        guard request.headers[.origin] == nil, site == nil || site == "none" else {
            throw APIError("AccessDeniedException", "Without credentials this server answers no web page.", status: 403)
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

extension HTTPField.Name {
    fileprivate static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
