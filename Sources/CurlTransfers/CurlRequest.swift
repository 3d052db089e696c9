/// One transfer, as values.
package struct CurlRequest: Sendable {
    /// What goes up.
    package enum Upload: Sendable {
        /// A request of HTTP with this method, these bytes and these headers, each `Name: value`.
        case http(method: String, [UInt8], headers: [String])
        /// A mail of these bytes.
        case mail([UInt8], from: String, to: String)
    }

    /// Whether and when a connection is secured that does not begin so.
    package enum StartTLS: Sendable {
        case never, whereOffered, required
    }

    package var url: String
    package var upload: Upload
    package var user: String?
    package var password: String?
    package var startTLS = StartTLS.never
    /// A file with the certificates of the authorities that are trusted; `nil` means the system's.
    package var authorities: String?
    package var limits = TransferLimits()
    /// Whether the library may send it again where a kept connection ends before the first byte of an answer. Then nobody knows
    /// whether it was carried out; so what must not be done twice goes over a connection of its own. Default: yes.
    package var mayBeSentAgain = true
    /// Which addresses may be connected to; `nil` means all.
    package var addresses: AddressPolicy?
    /// How much of a body is kept. Default 512 bytes, enough to say in a line what was answered.
    package var keptBody = 512
    /// How much of a body is read before the connection is closed. Default 64 KiB: nobody needs an answer that is longer.
    package var longestBody = 65_536

    package init(url: String, upload: Upload) {
        self.url = url
        self.upload = upload
    }
}
