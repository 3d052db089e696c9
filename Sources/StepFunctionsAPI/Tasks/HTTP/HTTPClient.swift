internal import CurlTransfers

/// Makes requests for tasks. Connections are kept for those that change nothing; any other has one of its own, because a request on a
/// kept connection may be sent twice.
struct HTTPClient: Sendable {
    /// Why there is no answer.
    enum Failure: Error, CustomStringConvertible {
        case noAnswer(String)
        case refusedAddress
        case tooLarge(limit: Int)

        var description: String {
            switch self {
            case .noAnswer(let reason): reason
            case .refusedAddress: "its address is not public, and none of the networks that are allowed"
            case .tooLarge(let limit): "the answer has more than \(limit) bytes"
            }
        }
    }

    private let driver = CurlDriver(connectionsPerServer: 1000)
    /// A file with the certificates of the authorities that are trusted, in PEM; `nil` means the system's.
    let authorities: String?
    /// The most bytes of an answer.
    static let limit = 8 * 1024 * 1024

    init(authorities: String? = nil) {
        self.authorities = authorities
    }

    /// Makes a request and waits for the answer; the task that waits can be cancelled.
    ///
    /// - Throws: `Failure`, and `CancellationError`.
    func send(
        _ method: String, _ url: String, headers: [(String, String)], body: [UInt8] = [],
        addresses: AddressPolicy? = nil, within total: Duration
    ) async throws -> HTTPAnswer {
        var request = CurlRequest(
            url: url, upload: .http(method: method, body, headers: headers.map { "\($0.0): \($0.1)" }))
        request.mayBeSentAgain = ["GET", "HEAD", "OPTIONS"].contains(method)
        request.addresses = addresses
        request.authorities = authorities
        request.keptBody = Self.limit
        request.longestBody = Self.limit
        request.limits.connect = min(total, .seconds(5))
        request.limits.total = total
        // A function may think for as long as it is given.
        request.limits.stall = total
        let result = await driver.perform(request)
        if result.wasCancelled { throw CancellationError() }
        if result.wasAddressRefused, result.status == 0 { throw Failure.refusedAddress }
        if result.isTooLong { throw Failure.tooLarge(limit: Self.limit) }
        guard result.isAnswered else { throw Failure.noAnswer(result.message) }
        return HTTPAnswer(result)
    }
}
