/// Where AWS is: one server for all services, such as `http://127.0.0.1:4566`, or one for each, such as
/// `https://{service}.{region}.amazonaws.com`.
public struct AWSEndpoint: Hashable, Sendable, CustomStringConvertible {
    private let pattern: String

    /// Reads a URL without a path, in which `{service}` and `{region}` may stand; `nil` where it is another one.
    public init?(_ text: String) {
        pattern = text
        guard endpoint(service: "sqs", region: "us-east-1") != nil else { return nil }
    }

    func endpoint(service: String, region: String) -> HTTPEndpoint? {
        HTTPEndpoint(pattern.replacing("{service}", with: service).replacing("{region}", with: region))
    }

    func endpoint(of service: AWSService, region: String) -> HTTPEndpoint? {
        let prefix = service.prefix ?? service.scope
        guard service.isGlobal else { return endpoint(service: prefix, region: region) }
        return HTTPEndpoint(pattern.replacing("{service}.{region}", with: prefix).replacing("{service}", with: prefix))
            ?? endpoint(service: prefix, region: "us-east-1")
    }

    /// The URL as it was given.
    public var description: String { pattern }
}
