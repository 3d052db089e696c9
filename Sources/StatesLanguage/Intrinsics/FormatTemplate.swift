/// The first argument of `States.Format`, taken apart: `{}` is a place to fill, `\{`, `\}`, `\'` and `\\` are escapes.
struct FormatTemplate {
    /// The pieces before, between and after the places, unescaped.
    private let pieces: [String]

    var placeholders: Int { pieces.count - 1 }

    /// Takes a template as written apart; nil where a backslash is the last character.
    init?(_ written: String) {
        var pieces: [[UInt8]] = [[]]
        let bytes = Array(written.utf8)
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            let following = position + 1 < bytes.count ? bytes[position + 1] : nil
            if byte == UInt8(ascii: "\\") {
                guard let following else { return nil }
                if !IntrinsicParser.isEscapable(following) { pieces[pieces.count - 1].append(byte) }
                pieces[pieces.count - 1].append(following)
                position += 2
            } else if byte == UInt8(ascii: "{"), following == UInt8(ascii: "}") {
                pieces.append([])
                position += 2
            } else {
                pieces[pieces.count - 1].append(byte)
                position += 1
            }
        }
        self.pieces = pieces.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The text with as many values as there are places.
    func filled(with values: [String]) -> String {
        var text = pieces[0]
        for (value, piece) in zip(values, pieces.dropFirst()) { text += value + piece }
        return text
    }
}
