internal import JSON

/// What of a message filter policies look at; the text is read as JSON once, and only where a policy asks for it.
struct FilterSubject {
    private let attributes: [MessageAttribute]
    private let bodies: [String: JSONValue]
    private let body: JSONValue?

    /// - Parameters:
    ///   - texts: for single protocols, by their names.
    ///   - readsBody: whether a policy looks at the text.
    init(attributes: [MessageAttribute], message: String, texts: [String: String], readsBody: Bool) {
        self.attributes = attributes
        body = readsBody ? try? JSONValue(parsing: message) : nil
        bodies = readsBody ? texts.compactMapValues { try? JSONValue(parsing: $0) } : [:]
        hasText = Set(texts.keys)
    }

    private let hasText: Set<String>

    /// Whether a subscriber who gets the text of this protocol wants the message.
    func isWanted(by policy: FilterPolicy, protocolName: String) -> Bool {
        switch policy.scope {
        case .messageAttributes: return policy.matches(attributes)
        case .messageBody:
            let text = hasText.contains(protocolName) ? bodies[protocolName] : body
            return text.map { policy.matches(body: $0) } ?? false
        }
    }
}
