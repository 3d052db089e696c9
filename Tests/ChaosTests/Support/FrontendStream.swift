/// What a client of Postgres sends, looked at as it passes: a value that finds the COMMITs in it.
///
/// A COMMIT is carried out where a message binds a statement whose text is COMMIT; it counts once the sync behind it has
/// passed, because everything of the transaction is on its way then.
struct FrontendStream {
    /// How a COMMIT was sent.
    enum Sent: Equatable {
        /// By a prepared statement with a name, as the store's pipelines do.
        case named
        /// By a statement without a name, as transactions of handlers do.
        case unnamed
    }

    private var rest: [UInt8] = []
    private var hasBegun = false
    private var commits: Set<[UInt8]> = []
    private var pending: Sent?

    /// Takes bytes and gives the last COMMIT that is complete with them.
    mutating func take(_ bytes: ArraySlice<UInt8>) -> Sent? {
        rest += bytes
        var found: Sent?
        var place = 0
        while true {
            // The first message of a connection has no type.
            let header = hasBegun ? 1 : 0
            guard rest.count >= place + header + 4 else { break }
            let length = rest[(place + header)..<(place + header + 4)].reduce(0) { $0 << 8 | Int($1) }
            guard rest.count >= place + header + length else { break }
            let body = rest[(place + header + 4)..<(place + header + length)]
            if hasBegun {
                if let sent = see(rest[place], body) { found = sent }
            } else {
                // A request for encryption is answered and followed by the start itself.
                let code = body.prefix(4).reduce(0) { $0 << 8 | Int($1) }
                hasBegun = code != 80_877_103 && code != 80_877_104
            }
            place += header + length
        }
        rest.removeFirst(place)
        return found
    }

    private mutating func see(_ type: UInt8, _ body: ArraySlice<UInt8>) -> Sent? {
        let texts = body.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
        guard texts.count >= 2 || type == UInt8(ascii: "S") else { return nil }
        switch type {
        case UInt8(ascii: "P"):
            let isCommit = Array(texts[1]) == Array("COMMIT".utf8)
            if isCommit { commits.insert(Array(texts[0])) } else { commits.remove(Array(texts[0])) }
        case UInt8(ascii: "B"):
            if commits.contains(Array(texts[1])) { pending = texts[1].isEmpty ? .unnamed : .named }
        case UInt8(ascii: "S"):
            defer { pending = nil }
            return pending
        default: break
        }
        return nil
    }
}
