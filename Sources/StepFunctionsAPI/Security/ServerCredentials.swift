internal import EventLog

/// Who may use the server: keys that requests are signed with, and bearer tokens, each with the name of its client.
public struct ServerCredentials: Sendable {
    /// What is wrong with a file of credentials; it holds nothing of their secrets.
    public struct Failure: Error, Hashable, CustomStringConvertible {
        /// What is wrong, and in which line.
        public let reason: String
        /// The same.
        public var description: String { reason }
    }

    struct Key: Sendable {
        let client: String
        let secret: String
    }

    struct Token: Sendable {
        let client: String
        /// Whoever reads the process's memory finds no token.
        let hash: SHA256Hash
    }

    private(set) var keys: [String: Key] = [:]
    private(set) var tokens: [Token] = []

    /// Reads the file format of the AWS SDKs' credentials: sections of a client's name, with a key, a token, or both.
    ///
    /// ```
    /// [payroll]
    /// aws_access_key_id = AKIDEXAMPLE
    /// aws_secret_access_key = …
    ///
    /// [prometheus]
    /// bearer_token = …
    /// ```
    ///
    /// - Throws: `Failure` at the first line that cannot be read, at a secret that is too short, and where nothing is in it.
    public init(parsing text: String) throws(Failure) {
        var section: (name: String, values: [String: String])?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmed
            if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") { continue }
            if line.hasPrefix("["), line.hasSuffix("]") {
                if let section { try add(section.name, section.values) }
                section = (line.dropFirst().dropLast().trimmed, [:])
                continue
            }
            let parts = line.split(separator: "=", maxSplits: 1).map(\.trimmed)
            guard parts.count == 2, section != nil,
                ["aws_access_key_id", "aws_secret_access_key", "bearer_token"].contains(parts[0])
            else { throw Failure(reason: "line \(index + 1) is neither '[name]' nor a key or token below one") }
            section?.values[parts[0]] = parts[1]
        }
        if let section { try add(section.name, section.values) }
        guard !keys.isEmpty || !tokens.isEmpty else { throw Failure(reason: "it has no key and no token") }
    }

    private mutating func add(_ client: String, _ values: [String: String]) throws(Failure) {
        let (id, secret) = (values["aws_access_key_id"], values["aws_secret_access_key"])
        guard (id == nil) == (secret == nil), id != nil || values["bearer_token"] != nil else {
            throw Failure(reason: "'[\(client)]' has neither a whole key nor a token")
        }
        for text in [secret, values["bearer_token"]].compactMap(\.self) where text.utf8.count < 16 {
            throw Failure(reason: "a secret of '[\(client)]' is shorter than 16 characters")
        }
        if let id, let secret {
            guard keys.updateValue(Key(client: client, secret: secret), forKey: id) == nil else {
                throw Failure(reason: "the key '\(id)' is there twice")
            }
        }
        if let token = values["bearer_token"] {
            tokens.append(Token(client: client, hash: SHA256Hash(of: Array(token.utf8))))
        }
    }

    /// Whose token that is; however many of its first characters are right, it takes as long.
    func client(ofToken token: String) -> String? {
        let hash = Array(SHA256Hash(of: Array(token.utf8)).hex.utf8)
        var client: String?
        for known in tokens where ConstantTime.areEqual(Array(known.hash.hex.utf8), hash) { client = known.client }
        return client
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
