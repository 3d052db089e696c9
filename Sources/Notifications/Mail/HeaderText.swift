/// Free text in a header: as it is where RFC 5322 allows it, otherwise as encoded words of RFC 2047.
///
/// What it gives never holds a line break but those of folding, each followed by a blank: no text can add a header.
enum HeaderText {
    /// The lines of a header whose value is `text`; each but the first begins with a blank. At most 78 characters a line.
    static func lines(_ name: String, _ text: String) -> [String] {
        let text = withoutControls(text)
        guard isPlain(text, in: room(name)) else { return fold(name, words: encodedWords(text, in: room(name))) }
        return fold(name, words: text.split(separator: " ").map(String.init))
    }

    /// The words of a name to show before the address in the header `name`: quoted, or encoded words (RFC 5322, section
    /// 3.4).
    static func phrase(_ name: String, _ text: String) -> [String] {
        let text = withoutControls(text)
        guard isPlain(text, in: room(name)), text.utf8.count <= 60 else { return encodedWords(text, in: room(name)) }
        let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
        return ["\"\(String(escaped))\""]
    }

    /// Folds words at 78 characters.
    static func fold(_ name: String, words: [String]) -> [String] {
        var lines: [String] = []
        var line = "\(name):"
        for word in words {
            if line.utf8.count + 1 + word.utf8.count > 78, line.utf8.count > name.utf8.count + 1 {
                lines.append(line)
                line = ""
            }
            line += " \(word)"
        }
        return lines + [line]
    }

    /// Control characters, line breaks among them, become blanks: they have no place in a header.
    private static func withoutControls(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl =
                scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value)
            result.append(isControl ? " " : scalar)
        }
        return String(result)
    }

    /// The longest word that fits on one line with the header's name: a line with encoded words has at most 76
    /// characters.
    private static func room(_ name: String) -> Int { 76 - name.utf8.count - 2 }

    /// Whether the text survives folding and no reader takes a part of it for an encoded word.
    private static func isPlain(_ text: String, in room: Int) -> Bool {
        guard text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }), !text.contains("=?") else { return false }
        return text.split(separator: " ", omittingEmptySubsequences: false)
            .allSatisfy { (1...room).contains($0.utf8.count) }
    }

    /// Encoded words that never cut a character; the blanks between them do not count.
    private static func encodedWords(_ text: String, in room: Int) -> [String] {
        let (start, end) = ("=?UTF-8?B?", "?=")
        let longest = (room - start.utf8.count - end.utf8.count) / 4 * 3
        var words: [String] = []
        var chunk: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if chunk.count + bytes.count > longest {
                words.append(start + Base64.text(chunk) + end)
                chunk = []
            }
            chunk += bytes
        }
        return chunk.isEmpty ? words : words + [start + Base64.text(chunk) + end]
    }
}
