internal import EventLog

/// Signs requests to services of AWS: Signature Version 4.
struct AWSSigner {
    let credentials: AWSCredentials
    let region: String
    let service: String

    /// The headers of a request, with those that say who signed it.
    ///
    /// - Parameters:
    ///   - path: as it is sent.
    ///   - query: as it is sent, without the question mark.
    ///   - host: as the header `Host` has it.
    func headers(
        _ method: String, _ path: String, _ query: String, host: String, _ headers: [(String, String)],
        _ body: [UInt8], at now: Timestamp
    ) -> [(String, String)] {
        let date = SignatureTime.text(now)
        var all = headers + [("Host", host), ("X-Amz-Date", date)]
        if let token = credentials.sessionToken { all.append(("X-Amz-Security-Token", token)) }
        // S3 asks for it, and signs paths as they are; all others have them encoded once more.
        if service == "s3" { all.append(("X-Amz-Content-Sha256", SHA256Hash(of: body).hex)) }
        var values: [String: [String]] = [:]
        for (name, value) in all { values[name.lowercased(), default: []].append(value) }
        let canonical = service == "s3" ? path : AWSSigner.encodedAgain(path)
        let request = SignedRequest(method: method, path: canonical, query: query, headers: values, body: body)
        var header = SignatureHeader(
            keyID: credentials.accessKeyID, day: String(date.prefix(8)), region: region, service: service,
            signedHeaders: values.keys.sorted())
        let signature = request.signature(header, date: date, secret: credentials.secretAccessKey)
        header.signature = SHA256Hash(bytes: signature)?.hex ?? ""
        return all + [("Authorization", header.text)]
    }

    private static func encodedAgain(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { String($0).percentEncoded }
            .joined(separator: "/")
    }
}
