import EngineTesting
import EventLog

@testable import StepFunctionsAPI

/// A request that is signed, and then changed: it is known as its client's, or refused by name, and only what nobody signed may
/// be another.
struct SignatureProperties {
    private static let now = Timestamp(microseconds: 1_790_000_000_000_000)
    private static let secret = "0123456789abcdefghij"
    private static let pieces = [
        "AWS4-HMAC-SHA256 ", "Credential=", "SignedHeaders=", "Signature=", "/aws4_request", ";host", ",", "=", " ",
        "\u{0}",
        "host;x-amz-date", "Bearer ", "é",
    ]

    private let verifier: RequestVerifier

    init() throws {
        verifier = RequestVerifier(
            credentials: try ServerCredentials(
                parsing: "[me]\naws_access_key_id = AKID\naws_secret_access_key = \(Self.secret)"),
            region: "us-east-1")
    }

    func check(_ generator: inout SeededGenerator) -> String? {
        let date = SignatureTime.text(Self.now)
        let names = ["content-type", "host", "x-amz-date", "x-amz-target"]
        var headers = [
            "content-type": ["application/x-amz-json-1.0"], "host": ["localhost:8083"], "x-amz-date": [date],
            "x-amz-target": ["AWSStepFunctions.ListStateMachines"], "accept": ["*/*"],
        ]
        var body = Array("{\"maxResults\": \(Int.random(in: 0...1000, using: &generator))}".utf8)
        let scope = "Credential=AKID/\(date.prefix(8))/us-east-1/states/aws4_request"
        let list = names.joined(separator: ";")
        guard
            let unsigned = try? SignatureHeader("AWS4-HMAC-SHA256 \(scope), SignedHeaders=\(list), Signature=0")
        else { return "the header is not one" }
        let signature = SignedRequest(method: "POST", path: "/", query: "", headers: headers, body: body)
            .signature(unsigned, date: date, secret: Self.secret)
        var authorization =
            "AWS4-HMAC-SHA256 \(scope), SignedHeaders=\(list), Signature=\(SHA256Hash(bytes: signature)?.hex ?? "")"
        let original = authorization
        var (mustFail, mayFail) = (false, false)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0:
            let bytes = FuzzCases.mutated(body, pieces: Self.pieces, using: &generator)
            (mustFail, body) = (bytes != body, bytes)
        case 1:
            let name = names.randomElement(using: &generator) ?? "host"
            let value = headers[name]?[0] ?? ""
            headers[name] = [Self.text(value, &generator)]
            mayFail = headers[name]?[0] != value
            // How many blanks there are is not signed.
            mustFail = headers[name]?[0].filter { $0 != " " && $0 != "\t" } != value.filter { $0 != " " }
        case 2:
            authorization = Self.text(authorization, &generator)
            // A header may be written in more than one way; but no signature is another one.
            mustFail = (try? SignatureHeader(authorization))?.signature != original.suffix(64).description
        default: headers["accept"] = [Self.text("*/*", &generator)]
        }
        headers["authorization"] = [authorization]
        let request = SignedRequest(method: "POST", path: "/", query: "", headers: headers, body: body)
        do throws(APIError) {
            guard try verifier.client(of: request, at: Self.now) == "me" else { return "it is another's" }
            return mustFail ? "accepted: \(headers) \(body)" : nil
        } catch {
            let known = [
                "IncompleteSignatureException", "InvalidSignatureException", "MissingAuthenticationTokenException",
                "UnrecognizedClientException",
            ]
            guard known.contains(error.code) else { return "refused as \(error.code)" }
            return authorization == original && !mustFail && !mayFail ? "refused: \(error) \(headers)" : nil
        }
    }

    private static func text(_ text: String, _ generator: inout SeededGenerator) -> String {
        String(decoding: FuzzCases.mutated(Array(text.utf8), pieces: pieces, using: &generator), as: UTF8.self)
    }
}
