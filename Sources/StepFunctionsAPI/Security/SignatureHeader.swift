/// The header `Authorization` of AWS Signature Version 4.
struct SignatureHeader: Hashable {
    static let algorithm = "AWS4-HMAC-SHA256"

    let keyID: String
    /// The day in the scope, such as `20260501`.
    let day: String
    let region: String
    let service: String
    let signedHeaders: [String]
    var signature: String

    var scope: String { "\(day)/\(region)/\(service)/aws4_request" }

    /// A header that is yet to be signed.
    init(keyID: String, day: String, region: String, service: String, signedHeaders: [String]) {
        (self.keyID, self.day, self.region, self.service) = (keyID, day, region, service)
        self.signedHeaders = signedHeaders
        signature = ""
    }

    /// What the header says.
    var text: String {
        let names = signedHeaders.joined(separator: ";")
        return
            "\(SignatureHeader.algorithm) Credential=\(keyID)/\(scope), SignedHeaders=\(names), Signature=\(signature)"
    }

    /// Reads the header.
    ///
    /// - Throws: `IncompleteSignatureException` where a part is missing or has another form.
    init(_ text: String) throws(APIError) {
        guard text.hasPrefix(SignatureHeader.algorithm + " ") else {
            throw .incompleteSignature("Unsupported AWS 'algorithm' in the Authorization header.")
        }
        var parts: [String: String] = [:]
        for part in text.dropFirst(SignatureHeader.algorithm.count + 1).split(separator: ",") {
            let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, parts.updateValue(String(pair[1]), forKey: String(pair[0])) == nil else {
                throw .incompleteSignature(
                    "'\(part.prefix(40))' is not a valid key=value pair in Authorization header.")
            }
        }
        func part(_ name: String) throws(APIError) -> String {
            guard let value = parts[name], !value.isEmpty else {
                throw .incompleteSignature("Authorization header requires '\(name)' parameter.")
            }
            return value
        }
        let credential = try part("Credential").split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard credential.count == 5, credential[4] == "aws4_request", credential.allSatisfy({ !$0.isEmpty }) else {
            throw .incompleteSignature(
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.")
        }
        (keyID, day, region, service) = (credential[0], credential[1], credential[2], credential[3])
        signedHeaders = try part("SignedHeaders").split(separator: ";").map(String.init)
        signature = try part("Signature")
    }
}

extension APIError {
    static func incompleteSignature(_ message: String) -> APIError {
        APIError("IncompleteSignatureException", message)
    }

    static func invalidSignature(_ message: String) -> APIError { APIError("InvalidSignatureException", message) }
}
