/// The name of a host or of a mail domain.
struct DomainName: Hashable, Sendable {
    /// The name in ASCII, in lower case: labels that are not ASCII are written as RFC 3492 does it, behind `xn--`.
    ///
    /// Characters are taken as they are given but for their case: no further mapping of RFC 5895 is made.
    let ascii: String

    /// Reads a name; `nil` where it has no label, an empty one, one of more than 63 characters, or characters that no
    /// host has.
    init?(_ text: some StringProtocol) {
        var labels: [String] = []
        for label in text.split(separator: ".", omittingEmptySubsequences: false) {
            let lower = label.lowercased()
            let isASCII = lower.utf8.allSatisfy { $0 < 0x80 }
            guard let encoded = isASCII ? lower : Punycode.encode(lower).map({ "xn--" + $0 }) else { return nil }
            guard (1...63).contains(encoded.utf8.count), encoded.utf8.first != 0x2d, encoded.utf8.last != 0x2d,
                encoded.utf8.allSatisfy(DomainName.isLetterDigitOrHyphen),
                isASCII || label.unicodeScalars.allSatisfy(DomainName.isPrintable)
            else { return nil }
            labels.append(encoded)
        }
        ascii = labels.joined(separator: ".")
        guard !labels.isEmpty, ascii.utf8.count <= 253 else { return nil }
    }

    private static func isLetterDigitOrHyphen(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }

    /// Whether a character beyond ASCII is one that can be seen and does not break lines.
    static func isPrintable(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            false
        default: true
        }
    }
}
