/// How a transfer ended.
struct CurlResult: Sendable {
    /// The library's number for it; 0 is a success.
    var code: UInt32
    /// The library's words for a failure.
    var message: String
    /// The last answer's number, of SMTP or HTTP; 0 where there was none.
    var status: Int
    /// The last line that the server said in its protocol's own part: an answer of SMTP, or the last header.
    var lastLine = ""
    /// The last word that was said to a server of SMTP, such as `RCPT`.
    var lastCommand = ""
    /// The value of `Retry-After`, where there was one.
    var retryAfter: String?
    /// The first bytes of the body.
    var body: [UInt8] = []
    /// Whether the address was one that may not be connected to.
    var wasAddressRefused = false
    /// Whether it was ended because nobody waits for it.
    var wasCancelled = false
    /// How many connections were made for it: none where one was there.
    var connections = 0

    static let cancelled = CurlResult(code: 42, message: "nobody waits for it any more", status: 0, wasCancelled: true)
}
