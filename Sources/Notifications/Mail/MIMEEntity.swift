/// A body with its headers (RFC 2045): a text, a file, or several of them.
struct MIMEEntity {
    let headers: [String]
    let body: [String]

    /// A text of the given kind, `plain` or `html`.
    init(text: String, kind: String) {
        let encoding = BodyEncoding(text)
        headers = ["Content-Type: text/\(kind); charset=utf-8", "Content-Transfer-Encoding: \(encoding.name)"]
        body = encoding.lines
    }

    /// A file.
    init(_ attachment: MailSupplement.Attachment) {
        let name = MIMEEntity.parameter("filename", attachment.name)
        headers =
            ["Content-Type: \(attachment.type)", "Content-Transfer-Encoding: base64"]
            + HeaderText.fold("Content-Disposition", words: ["attachment;"] + name)
        body = stride(from: 0, to: attachment.bytes.count, by: 57).map { start in
            Base64.text(Array(attachment.bytes[start..<min(start + 57, attachment.bytes.count)]))
        }
    }

    /// Several entities: `alternative` forms of the same, or a `mixed` bag.
    ///
    /// - Parameter boundary: 1 to 70 letters, digits and `-`; with its leading `=_` no encoded line can be taken for it.
    init(_ kind: String, of entities: [MIMEEntity], boundary: String) {
        headers = ["Content-Type: multipart/\(kind);", " boundary=\"=_\(boundary)\""]
        body = entities.flatMap { ["--=_\(boundary)"] + $0.headers + [""] + $0.body } + ["--=_\(boundary)--"]
    }

    /// A parameter's value that may be any text (RFC 2231, section 4), in pieces that fit on a line.
    private static func parameter(_ name: String, _ text: String) -> [String] {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        if isPlain, text.utf8.count < 60 { return ["\(name)=\"\(text)\""] }
        let digits = Array("0123456789ABCDEF".utf8)
        var pieces = [""]
        for byte in text.utf8 {
            let isLetter =
                (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
                || byte == 0x2e || byte == 0x2d
            let piece =
                isLetter
                ? String(UnicodeScalar(byte))
                : "%" + String(decoding: [digits[Int(byte >> 4)], digits[Int(byte & 0xf)]], as: UTF8.self)
            if pieces[pieces.count - 1].utf8.count + piece.utf8.count > 50 { pieces.append("") }
            pieces[pieces.count - 1] += piece
        }
        return pieces.enumerated().map { index, piece in
            "\(name)*\(index)*=" + (index == 0 ? "UTF-8''" : "") + piece + (index == pieces.count - 1 ? "" : ";")
        }
    }
}
