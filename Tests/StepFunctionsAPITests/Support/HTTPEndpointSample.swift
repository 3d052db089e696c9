import StepFunctionsAPI

/// Endpoints that tests need.
enum HTTPEndpointSample {
    /// Nobody listens on the port for TCP services.
    static let closed = HTTPEndpoint("http://127.0.0.1:1")
}
