internal import EventLog

/// Finds out who sent a request: by its signature or its bearer token.
struct RequestVerifier: Sendable {
    /// How much a client's clock may be wrong.
    private static let skew = Duration.seconds(5 * 60)
    /// What must be signed, so that nothing of it can be exchanged; and any other header of AWS that is there.
    private static let alwaysSigned = ["host", "x-amz-date"]

    let credentials: ServerCredentials
    let region: String

    /// Looks at whom a request says it is from, before any more of it is read.
    ///
    /// - Throws: `APIError` where it names neither a key nor a token that is known.
    func requireKnown(_ authorization: String?) throws(APIError) {
        guard case .signer(let header) = try sender(authorization) else { return }
        guard credentials.keys[header.keyID] != nil else { throw Self.unknown }
    }

    /// The client's name.
    ///
    /// - Throws: `APIError` as the service answers what is not signed, or not well.
    func client(of request: SignedRequest, at now: Timestamp) throws(APIError) -> String {
        switch try sender(request.headers["authorization"]?.first) {
        case .bearer(let client): client
        case .signer(let header): try client(signing: request, header, at: now)
        }
    }

    /// Whom a request says it is from.
    private enum Sender {
        /// Somebody with a token: the client's name.
        case bearer(String)
        /// Somebody with a key, if the signature is right.
        case signer(SignatureHeader)
    }

    private func sender(_ authorization: String?) throws(APIError) -> Sender {
        guard let authorization else {
            throw APIError("MissingAuthenticationTokenException", "Missing Authentication Token")
        }
        guard authorization.lowercased().hasPrefix("bearer ") else {
            return .signer(try SignatureHeader(authorization))
        }
        guard let client = credentials.client(ofToken: String(authorization.dropFirst(7))) else { throw Self.unknown }
        return .bearer(client)
    }

    private func client(
        signing request: SignedRequest, _ header: SignatureHeader, at now: Timestamp
    ) throws(APIError) -> String {
        guard let date = request.headers["x-amz-date"]?.first, let time = SignatureTime(date) else {
            throw .incompleteSignature(
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
        }
        try check(header, request, date)
        guard let key = credentials.keys[header.keyID], request.headers["x-amz-security-token"] == nil else {
            throw Self.unknown
        }
        let expected = request.signature(header, date: date, secret: key.secret)
        let hex = SHA256Hash(bytes: expected)?.hex ?? ""
        guard ConstantTime.areEqual(Array(hex.utf8), Array(header.signature.utf8)) else {
            throw .invalidSignature(
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
                    + "Access Key and signing method. Consult the service documentation for details.")
        }
        // The clock is looked at last: what it says is for whoever has the key.
        try check(time, date, now)
        return key.client
    }

    private func check(_ header: SignatureHeader, _ request: SignedRequest, _ date: String) throws(APIError) {
        guard header.service == "states" else {
            throw .invalidSignature("Credential should be scoped to correct service: 'states'.")
        }
        guard header.region == region else {
            throw .invalidSignature("Credential should be scoped to a valid region, not '\(header.region.prefix(40))'.")
        }
        guard date.hasPrefix(header.day), header.day.utf8.count == 8 else {
            throw .invalidSignature(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.")
        }
        let needed = Self.alwaysSigned + request.headers.keys.filter { $0.hasPrefix("x-amz-") }
        guard Set(header.signedHeaders).count == header.signedHeaders.count,
            header.signedHeaders == header.signedHeaders.sorted(),
            header.signedHeaders.allSatisfy({ request.headers[$0] != nil }),
            needed.allSatisfy(header.signedHeaders.contains)
        else {
            throw .invalidSignature("'Host', 'X-Amz-Date' and other 'X-Amz-' headers must be signed, in order.")
        }
    }

    private func check(_ time: SignatureTime, _ date: String, _ now: Timestamp) throws(APIError) {
        let text = SignatureTime.text(now)
        if time.time.adding(Self.skew) < now {
            let edge = SignatureTime.text(now.adding(.zero - Self.skew))
            throw .invalidSignature("Signature expired: \(date) is now earlier than \(edge) (\(text) - 5 min.)")
        }
        if time.time > now.adding(Self.skew) {
            let edge = SignatureTime.text(now.adding(Self.skew))
            throw .invalidSignature(
                "Signature not yet current: \(date) is still later than \(edge) (\(text) + 5 min.)")
        }
    }

    private static let unknown = APIError(
        "UnrecognizedClientException", "The security token included in the request is invalid.")
}
