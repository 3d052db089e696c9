import EventLog
import Testing

@testable import StepFunctionsAPI

@Suite("Signatures of requests") struct SignatureTests {
    private static let now = SignatureTime("20150830T123600Z")!.time
    private static func credentials() throws -> ServerCredentials {
        try ServerCredentials(
            parsing: """
                [someone]
                aws_access_key_id = AKIDEXAMPLE
                aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY
                """)
    }

    /// The case `get-vanilla` of the test suite that AWS publishes.
    @Test func `are those of AWS's own suite`() throws {
        let header = try SignatureHeader(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                + "SignedHeaders=host;x-amz-date, "
                + "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")
        let request = SignedRequest(
            method: "GET", path: "/", query: "",
            headers: ["host": ["example.amazonaws.com"], "x-amz-date": ["20150830T123600Z"]], body: [])
        let signature = request.signature(
            header, date: "20150830T123600Z", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
        #expect(SHA256Hash(bytes: signature)?.hex == header.signature)
    }

    @Test(
        "name what is missing in the header",
        arguments: [
            "", "Basic abc", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential", "AWS4-HMAC-SHA256 Credential=a",
            "AWS4-HMAC-SHA256 Credential=a/20150830/r/states/aws4_request, SignedHeaders=host",
            "AWS4-HMAC-SHA256 Credential=a/20150830/r/states/x, SignedHeaders=host, Signature=1",
            "AWS4-HMAC-SHA256 Credential=a//r/states/aws4_request, SignedHeaders=host, Signature=1",
            "AWS4-HMAC-SHA256 Signature=1, Signature=1",
        ])
    func header(_ text: String) {
        let error = #expect(throws: APIError.self) { try SignatureHeader(text) }
        #expect(error?.code == "IncompleteSignatureException")
    }

    @Test(
        "read and write moments",
        arguments: ["19700101T000000Z", "20000229T235959Z", "20240301T000000Z", "20261126T055400Z", "21001231T120000Z"])
    func times(_ text: String) throws {
        #expect(SignatureTime.text(try #require(SignatureTime(text)).time) == text)
    }

    @Test(arguments: [
        "", "2015-08-30T12:36:00Z", "20151330T123600Z", "20150830T243600Z", "20150830T123600", "x0150830T123600Z",
    ])
    func `are of no other moments`(_ text: String) {
        #expect(SignatureTime(text) == nil)
    }

    @Test(
        "are looked at in every part",
        arguments: [
            (["x-amz-date": "20150830T123100Z"], nil),
            (
                ["x-amz-date": "20150830T123059Z"],
                "Signature expired: 20150830T123059Z is now earlier than 20150830T123100Z"
            ),
            (["x-amz-date": "20150830T124101Z"], "Signature not yet current"),
            (["x-amz-target": "AWSStepFunctions.DeleteStateMachine"], "must be signed"),
            (["x-amz-security-token": "t"], "must be signed"),
        ] as [([String: String], String?)])
    func parts(_ more: [String: String], _ reason: String?) throws {
        var headers = ["host": ["localhost"], "x-amz-date": ["20150830T123600Z"]]
        for (name, value) in more { headers[name] = [value] }
        var request = SignedRequest(method: "POST", path: "/", query: "", headers: headers, body: Array("{}".utf8))
        let scope = "Credential=AKIDEXAMPLE/20150830/us-east-1/states/aws4_request, SignedHeaders=host;x-amz-date"
        let unsigned = try SignatureHeader("AWS4-HMAC-SHA256 \(scope), Signature=0")
        let signature = request.signature(
            unsigned, date: headers["x-amz-date"]![0], secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
        headers["authorization"] = ["AWS4-HMAC-SHA256 \(scope), Signature=\(SHA256Hash(bytes: signature)!.hex)"]
        request = SignedRequest(method: "POST", path: "/", query: "", headers: headers, body: request.body)
        let verifier = try RequestVerifier(credentials: Self.credentials(), region: "us-east-1")
        guard let reason else {
            #expect(try verifier.client(of: request, at: Self.now) == "someone")
            return
        }
        let error = #expect(throws: APIError.self) { try verifier.client(of: request, at: Self.now) }
        #expect(error?.code == "InvalidSignatureException" && error?.message.contains(reason) ?? false)
    }
}
