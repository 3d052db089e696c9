/// One transfer, as values.
struct CurlRequest: Sendable {
    /// What goes up.
    enum Upload: Sendable {
        /// A POST of these bytes with these headers, each `Name: value`.
        case post([UInt8], headers: [String])
        /// A mail of these bytes.
        case mail([UInt8], from: String, to: String)
    }

    /// Whether and when a connection is secured that does not begin so.
    enum StartTLS: Sendable {
        case never, whereOffered, required
    }

    var url: String
    var upload: Upload
    var user: String?
    var password: String?
    var startTLS = StartTLS.never
    /// A file with the certificates of the authorities that are trusted; `nil` means the system's.
    var authorities: String?
    var limits = TransferLimits()
    /// Which addresses may be connected to; `nil` means all.
    var addresses: AddressPolicy?
}
