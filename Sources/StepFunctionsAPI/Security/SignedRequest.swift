internal import Crypto
internal import EventLog

/// A request as AWS Signature Version 4 sees it.
struct SignedRequest {
    let method: String
    let path: String
    /// Without the question mark; empty where there is none.
    let query: String
    /// The values of a header, by its name in lower case; `host` among them.
    let headers: [String: [String]]
    let body: [UInt8]

    /// What the signature of these headers must be.
    func signature(_ header: SignatureHeader, date: String, secret: String) -> [UInt8] {
        let text = """
            \(SignatureHeader.algorithm)
            \(date)
            \(header.scope)
            \(SHA256Hash(of: Array(canonical(header.signedHeaders).utf8)).hex)
            """
        var key = SymmetricKey(data: Array("AWS4\(secret)".utf8))
        for part in [header.day, header.region, header.service, "aws4_request"] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
        }
        return Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    }

    private func canonical(_ signedHeaders: [String]) -> String {
        let lines = signedHeaders.map { name in
            "\(name):" + (headers[name] ?? []).map(SignedRequest.collapsed).joined(separator: ",")
        }
        return """
            \(method)
            \(path)
            \(canonicalQuery)
            \(lines.joined(separator: "\n"))

            \(signedHeaders.joined(separator: ";"))
            \(SHA256Hash(of: body).hex)
            """
    }

    /// By names and then by values: a name comes before another one that it begins.
    private var canonicalQuery: String {
        let fields = query.split(separator: "&").map { field in
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
        return fields.sorted { $0 < $1 }.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// Without blanks around it, and with one where there are several.
    private static func collapsed(_ value: String) -> String {
        value.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
    }
}
