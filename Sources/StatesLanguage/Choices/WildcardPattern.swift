/// A `StringMatches` pattern: `*` stands for any characters, also none; `\*` for a star and `\\` for a backslash.
public struct WildcardPattern: Sendable, Hashable, CustomStringConvertible {
    /// The pattern as written.
    public let text: String
    /// The pieces between the wildcards, unescaped; one piece where there is no wildcard.
    private let pieces: [[UInt8]]

    /// The pattern as written.
    public var description: String { text }

    /// Parses a pattern; nil where a backslash escapes anything but `*` and `\`.
    public init?(_ text: String) {
        var pieces: [[UInt8]] = [[]]
        var bytes = text.utf8.makeIterator()
        while let byte = bytes.next() {
            switch byte {
            case UInt8(ascii: "*"):
                pieces.append([])
            case UInt8(ascii: "\\"):
                guard let escaped = bytes.next(), escaped == UInt8(ascii: "*") || escaped == byte else { return nil }
                pieces[pieces.count - 1].append(escaped)
            default:
                pieces[pieces.count - 1].append(byte)
            }
        }
        self.text = text
        self.pieces = pieces
    }

    /// Whether the pattern covers the whole text. Takes time linear in the text for each piece of the pattern.
    public func matches(_ candidate: String) -> Bool {
        var rest = Array(candidate.utf8)[...]
        guard let first = pieces.first, rest.starts(with: first) else { return false }
        guard pieces.count > 1, let last = pieces.last else { return rest.count == first.count }
        rest = rest.dropFirst(first.count)
        guard rest.count >= last.count, rest.suffix(last.count).elementsEqual(last) else { return false }
        rest = rest.dropLast(last.count)
        // Taking each piece at its first place leaves the most for the pieces after it.
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let end = WildcardPattern.endOfFirst(piece, in: rest) else { return false }
            rest = rest[end...]
        }
        return true
    }

    private static func endOfFirst(_ piece: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= piece.count else { return nil }
        for start in bytes.startIndex...(bytes.endIndex - piece.count) where bytes[start...].starts(with: piece) {
            return start + piece.count
        }
        return nil
    }
}
