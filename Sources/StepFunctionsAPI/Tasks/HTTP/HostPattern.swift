/// A host that a login may be sent to: `api.example.com`, or `*.example.com` for all that end so.
struct HostPattern: Hashable, Sendable {
    private let name: String
    private let isSuffix: Bool

    /// - Returns: `nil` where the text is neither.
    init?(_ text: String) {
        isSuffix = text.hasPrefix("*.")
        let name = isSuffix ? text.dropFirst(2) : text[...]
        // An address of IPv6 is written as in a URL, or without its brackets.
        let bare = name.first == "[" && name.last == "]" ? name.dropFirst().dropLast() : name
        let isAddress = bare.contains(":") && bare.allSatisfy { $0.isHexDigit || ":.".contains($0) }
        let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
        guard !bare.isEmpty, isName || (isAddress && !isSuffix), bare.first != "." else { return nil }
        self.name = bare.lowercased()
    }

    /// - Parameter host: in small letters.
    func allows(_ host: String) -> Bool {
        guard isSuffix else { return host == name }
        return host.hasSuffix("." + name) && host.count > name.count + 1
    }
}
