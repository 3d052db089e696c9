/// A text as the body of a mail: its `Content-Transfer-Encoding` (RFC 2045, section 6) and its lines.
struct BodyEncoding {
    /// The value of the header.
    let name: String
    /// The lines without their ends; none is longer than 78 characters.
    let lines: [String]

    /// Chooses what a person can read in the file: the text itself where it is ASCII with short lines, quoted-printable
    /// where little has to be quoted, and otherwise base64.
    init(_ text: String) {
        let bytes = Array(text.utf8)
        let isASCII = bytes.allSatisfy { $0 == 0x0a || $0 == 0x09 || (0x20...0x7e).contains($0) }
        if isASCII {
            let lines = BodyEncoding.split(bytes)
            if lines.allSatisfy({ $0.count <= 78 }) {
                self.init(name: "7bit", lines: lines.map { String(decoding: $0, as: UTF8.self) })
                return
            }
        }
        let quoted = bytes.count { !((0x20...0x7e).contains($0) || $0 == 0x0a || $0 == 0x09) || $0 == 0x3d }
        if quoted * 6 <= bytes.count {
            self.init(name: "quoted-printable", lines: BodyEncoding.quotedPrintable(bytes))
        } else {
            self.init(name: "base64", lines: BodyEncoding.base64(bytes))
        }
    }

    private init(name: String, lines: [String]) {
        self.name = name
        self.lines = lines
    }

    /// The lines of a text; a line break at its end begins no further line.
    private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func quotedPrintable(_ bytes: [UInt8]) -> [String] {
        split(bytes).flatMap { line in
            // CRLF is one line break; a carriage return elsewhere is a character.
            quotedPrintable(line: line.last == 0x0d ? line.dropLast() : line)
        }
    }

    /// One line of text as lines of at most 76 characters that end in `=` where the text goes on.
    private static func quotedPrintable(line: ArraySlice<UInt8>) -> [String] {
        let digits = Array("0123456789ABCDEF".utf8)
        var lines: [String] = []
        var current: [UInt8] = []
        for index in line.indices {
            let byte = line[index]
            let isBlank = byte == 0x20 || byte == 0x09
            let isLast = index == line.endIndex - 1
            let isLiteral = isBlank ? !isLast : (0x21...0x7e).contains(byte) && byte != 0x3d
            let piece = isLiteral ? [byte] : [0x3d, digits[Int(byte >> 4)], digits[Int(byte & 0xf)]]
            if current.count + piece.count > (isLast ? 76 : 75) {
                lines.append(String(decoding: current + [0x3d], as: UTF8.self))
                current = []
            }
            current += piece
        }
        return lines + [String(decoding: current, as: UTF8.self)]
    }

    /// Base64 of the text with the line breaks of the wire (RFC 2045, section 6.8), 76 characters a line.
    private static func base64(_ bytes: [UInt8]) -> [String] {
        var canonical: [UInt8] = []
        canonical.reserveCapacity(bytes.count + bytes.count / 32)
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0a, index == 0 || bytes[index - 1] != 0x0d { canonical.append(0x0d) }
            canonical.append(byte)
        }
        return stride(from: 0, to: canonical.count, by: 57).map { start in
            Base64.text(Array(canonical[start..<min(start + 57, canonical.count)]))
        }
    }
}
