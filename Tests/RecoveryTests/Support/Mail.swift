import Foundation

/// A mail as its reader sees it.
struct Mail {
    struct Fault: Error {}

    let body: String

    init(_ text: String) throws {
        guard let end = text.range(of: "\n\n") else { throw Fault() }
        let body = String(text[end.upperBound...])
        guard text[..<end.lowerBound].contains("\nContent-Transfer-Encoding: quoted-printable") else {
            self.body = body
            return
        }
        var bytes: [UInt8] = []
        var rest = Array(body.replacingOccurrences(of: "=\n", with: "").utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                bytes.append(byte)
                continue
            }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            guard let quoted = UInt8(digits, radix: 16) else { throw Fault() }
            bytes.append(quoted)
            rest = rest.dropFirst(2)
        }
        self.body = String(decoding: bytes, as: UTF8.self)
    }
}
