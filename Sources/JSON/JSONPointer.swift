/// A place in a JSON document (RFC 6901), such as `/States/Pay/Next`.
public struct JSONPointer: Sendable {
    /// The keys and indices on the way, unescaped; none for the whole document.
    public var tokens: [String]

    /// The whole document.
    public static let root = JSONPointer(tokens: [])

    /// A pointer of unescaped tokens.
    public init(tokens: [String]) {
        self.tokens = tokens
    }

    /// Reads the string form of RFC 6901 §3; nil when it does not start with `/` or has a `~` not followed by 0 or 1.
    public init?(_ description: String) {
        tokens = []
        if description.isEmpty { return }
        let parts = description.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
        guard parts[0].isEmpty else { return nil }
        for part in parts.dropFirst() {
            guard let token = Self.unescape(part) else { return nil }
            tokens.append(token)
        }
    }

    /// The member of this key inside the value pointed to.
    public func appending(_ key: String) -> JSONPointer {
        JSONPointer(tokens: tokens + [key])
    }

    /// The element of this index inside the value pointed to.
    public func appending(_ index: Int) -> JSONPointer {
        appending(String(index))
    }

    /// The index a token stands for in an array, by RFC 6901 §4: digits without leading zeros.
    static func index(_ token: String) -> Int? {
        guard let index = Int(token), index >= 0, String(index) == token else { return nil }
        return index
    }

    private static func unescape(_ part: Substring.UnicodeScalarView) -> String? {
        var token = ""
        var scalars = part.makeIterator()
        while let scalar = scalars.next() {
            guard scalar == "~" else {
                token.unicodeScalars.append(scalar)
                continue
            }
            switch scalars.next() {
            case "0": token.append("~")
            case "1": token.append("/")
            default: return nil
            }
        }
        return token
    }
}

extension JSONPointer: Hashable {
    /// The same tokens, scalar by scalar.
    public static func == (left: JSONPointer, right: JSONPointer) -> Bool {
        left.tokens.elementsEqual(right.tokens) { $0.hasSameScalars(as: $1) }
    }

    /// Feeds the tokens.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(tokens)
    }
}

extension JSONPointer: CustomStringConvertible {
    /// The string form of RFC 6901 §3: `~` as `~0`, `/` as `~1`; empty for the whole document.
    public var description: String {
        var text = ""
        for token in tokens {
            text += "/"
            for scalar in token.unicodeScalars {
                switch scalar {
                case "~": text += "~0"
                case "/": text += "~1"
                default: text.unicodeScalars.append(scalar)
                }
            }
        }
        return text
    }
}
