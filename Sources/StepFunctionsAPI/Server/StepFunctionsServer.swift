internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
internal import Engine
internal import Logging
internal import NIOCore
public import NotificationPages
public import ServiceLifecycle
internal import Synchronization

/// Serves the API over HTTP: `POST /`, and `GET /health` and `GET /metrics` for whoever watches it.
///
/// On a graceful shutdown it takes no new connections and answers what it was asked.
public struct StepFunctionsServer: Service {
    private let service: StepFunctionsService
    private let host: String
    private let port: Int
    private let security: ServerSecurity
    private let metrics: PrometheusMetrics?
    private let pages: (pages: SubscriptionPages, path: String)?
    private let onReady: @Sendable (Int) -> Void
    /// How long clients may take to say what they want.
    var timeouts = RequestTimeouts()

    /// Makes a server.
    ///
    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - security: who may use it; beyond loopback it has to say so.
    ///   - metrics: what `GET /metrics` shows.
    ///   - pages: the pages on which people confirm and end subscriptions, at `/confirm` and `/unsubscribe`, and below
    ///     `path` where it is not empty, such as `/notifications`.
    ///   - onReady: told the port once requests are answered.
    public init(
        _ service: StepFunctionsService, host: String = "127.0.0.1", port: Int = 8083,
        security: ServerSecurity = ServerSecurity(), metrics: PrometheusMetrics? = nil,
        pages: (pages: SubscriptionPages, path: String)? = nil,
        onReady: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.service = service
        self.metrics = metrics
        self.pages = pages
        self.onReady = onReady
        self.host = host
        self.port = port
        self.security = security
    }

    /// Serves until it is shut down.
    ///
    /// - Throws: `ServerSecurity.Refusal` where it may not listen there, and what the network says.
    public func run() async throws {
        if let problem = security.problem(listeningOn: host) { throw ServerSecurity.Refusal(reason: problem) }
        let (service, onReady) = (service, onReady)
        let (security, timeouts) = (security, timeouts)
        let application = Application(
            router: router,
            server: HTTPServerBuilder { responder in
                let http = TimedConnection(responder: responder, timeouts: timeouts)
                guard let tls = security.tls else { return http }
                return try TLSChannel(http, tlsConfiguration: tls.configuration)
            },
            configuration: ApplicationConfiguration(
                // Workers that come all at once wait to be let in: the kernel forgets those for whom there is no place.
                address: .hostname(host, port: port), serverName: "daybook", backlog: 4096),
            onServerRunning: { channel in
                if let limit = security.connectionLimit { await StepFunctionsServer.limit(channel, to: limit) }
                onReady(channel.localAddress?.port ?? 0)
            }, logger: service.logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await service.run() }
            try await application.run()
            tasks.cancelAll()
        }
    }

    private static func limit(_ channel: any Channel, to limit: ConnectionLimit) async {
        let added = channel.eventLoop.submit {
            try channel.pipeline.syncOperations.addHandler(ConnectionLimiter(limit), position: .first)
        }
        // It fails only where the channel was closed meanwhile: then nobody comes in.
        try? await added.get()
    }

    private var openPaths: Set<String> {
        guard let pages else { return [] }
        let folders = pages.path.isEmpty ? [""] : ["", pages.path]
        return Set(folders.flatMap { folder in SubscriptionPages.paths.map { folder + $0 } })
    }

    private var router: Router<ServerContext> {
        let router = Router(context: ServerContext.self)
        router.add(
            middleware: AccessGuard(
                security, region: service.configuration.region, clock: service.configuration.clock,
                openPaths: openPaths))
        service.addRoutes(to: router)
        if let (pages, path) = pages {
            pages.addRoutes(to: router)
            if !path.isEmpty { pages.addRoutes(to: router.group(RouterPath(path))) }
        }
        let (service, metrics) = (service, metrics)
        router.get("/health") { _, _ in
            let isHealthy = await service.isHealthy
            return Response(
                status: isHealthy ? .ok : .serviceUnavailable, headers: [.contentType: "application/json"],
                body: ResponseBody(
                    byteBuffer: ByteBuffer(string: isHealthy ? #"{"status":"ok"}"# : #"{"status":"down"}"#)))
        }
        router.get("/metrics") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: metrics?.text ?? "")))
        }
        return router
    }
}
