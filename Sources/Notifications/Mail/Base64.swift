internal import FoundationEssentials

/// Base64 of RFC 2045, section 6.8.
enum Base64 {
    /// One line without line breaks.
    static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
    }
}
