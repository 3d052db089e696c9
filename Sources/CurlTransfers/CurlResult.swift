internal import CCurl

/// How a transfer ended.
package struct CurlResult: Sendable {
    /// The library's number for it; 0 is a success.
    package var code: UInt32
    /// The library's words for a failure.
    package var message: String
    /// The last answer's number, of SMTP or HTTP; 0 where there was none.
    package var status: Int
    /// The last line that the server said in its protocol's own part: an answer of SMTP, or the last header.
    package var lastLine = ""
    /// The last word that was said to a server of SMTP, such as `RCPT`.
    package var lastCommand = ""
    /// The value of `Retry-After`, where there was one.
    package var retryAfter: String?
    /// The headers of the last answer of HTTP, in their order.
    package var headers: [(name: String, value: String)] = []
    /// The words behind the last answer's number, such as `Not Found`.
    package var reason = ""
    /// The first bytes of the body, as many as the request keeps.
    package var body: [UInt8] = []
    /// Whether the address was one that may not be connected to.
    package var wasAddressRefused = false
    /// Whether it was ended because nobody waits for it.
    package var wasCancelled = false
    /// How many connections were made for it: none where one was there.
    package var connections = 0

    package static let cancelled = CurlResult(
        code: 42, message: "nobody waits for it any more", status: 0, wasCancelled: true)

    /// Whether there is an answer of HTTP: one that was too long to be read to its end is one, too.
    package var isAnswered: Bool {
        (code == CURLE_OK.rawValue || code == CURLE_WRITE_ERROR.rawValue) && status > 0
    }

    /// Whether the body was longer than the request allows.
    package var isTooLong: Bool { code == CURLE_WRITE_ERROR.rawValue && status > 0 }
}
