import Testing

@testable import StepFunctionsAPI

@Suite("Requests that this server signs") struct AWSSignerTests {
    /// The examples of Signature Version 4 in the documentation of S3.
    @Test(
        "are signed as in the documentation of S3",
        arguments: [
            (
                "/test.txt", "", [("Range", "bytes=0-9")],
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
            ),
            ("/", "lifecycle=", [], "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
            (
                "/", "prefix=J&max-keys=2", [],
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
            ),
        ])
    func examples(_ path: String, _ query: String, _ headers: [(String, String)], _ signature: String) throws {
        let signer = AWSSigner(
            credentials: AWSCredentials(
                accessKeyID: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
            region: "us-east-1", service: "s3")
        let time = try #require(SignatureTime("20130524T000000Z")).time
        let signed = signer.headers(
            "GET", path, query, host: "examplebucket.s3.amazonaws.com", headers, [], at: time)
        let authorization = try #require(signed.last { $0.0 == "Authorization" }?.1)
        #expect(authorization.hasSuffix("Signature=\(signature)"))
    }

    @Test func `have a token in what is signed, and other paths than S3 encoded twice`() throws {
        func header(_ service: String, _ path: String, token: String? = nil) throws -> String {
            let credentials = AWSCredentials(accessKeyID: "A", secretAccessKey: "B", sessionToken: token)
            let signer = AWSSigner(credentials: credentials, region: "r", service: service)
            let time = try #require(SignatureTime("20130524T000000Z")).time
            return try #require(signer.headers("GET", path, "", host: "h", [], [], at: time).last?.1)
        }
        #expect(try header("lambda", "/a", token: "t").contains("SignedHeaders=host;x-amz-date;x-amz-security-token,"))
        #expect(try header("lambda", "/a%2Fb") != header("lambda", "/a%252Fb"))
        #expect(try header("s3", "/a").contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date,"))
    }
}
