/// Reads the text of a table of operations.
///
/// ```
/// PutThing PUT /things/{Name}/{Key+}?fixed     the operation; a member with + may have slashes
///   ? Version Tag:tag                          members in the query, where they are called otherwise behind a colon
///   @ %common Owner:x-owner *Labels:x-label-   members in headers; %common stands for several; * is for maps of headers
///   bytes Body                                 the body is this member
///   json Body                                  the body is this member as JSON
///   body Thing=ThingRequest                    the body is a document of this member
///   members ThingRequest                       the body is a document of all other members
///   checksum                                   the body is sent with its checksum
///   -> @ ETag                                  the same for answers, and
///   -> status Code                             the member that is the status
/// ```
struct RESTTable {
    /// Names in the query, where they are not the members' own.
    var query: [String: String] = [:]
    /// Names of headers.
    var headers: [String: String] = [:]
    /// What stands for several members.
    var groups: [String: String] = [:]

    /// The operations by name.
    ///
    /// A table is part of the program: what cannot be read ends it.
    func operations(_ text: String) -> [String: RESTOperation] {
        var operations: [String: RESTOperation] = [:]
        var name = ""
        for line in text.split(separator: "\n") {
            var words = line.split(separator: " ").map(String.init)
            if line.first != " " {
                precondition(words.count == 3 && operations[words[0]] == nil, "not an operation: \(line)")
                name = words[0]
                operations[name] = RESTTable.operation(name, words[1], words[2])
                continue
            }
            let isAnswer = words[0] == "->"
            if isAnswer { words.removeFirst() }
            operations[name]?.add(words.removeFirst(), expanded(words), isAnswer: isAnswer, self)
        }
        return operations
    }

    private func expanded(_ words: [String]) -> [String] {
        words.flatMap { word in
            word.hasPrefix("%") ? (groups[word] ?? word).split(separator: " ").map(String.init) : [word]
        }
    }

    private static func operation(_ name: String, _ method: String, _ uri: String) -> RESTOperation {
        let parts = uri.split(separator: "?", maxSplits: 1).map(String.init)
        var path: [RESTOperation.PathPart] = []
        for (index, piece) in parts[0].split(separator: "{", omittingEmptySubsequences: false).enumerated() {
            let ends = index == 0 ? ["", piece] : piece.split(separator: "}", omittingEmptySubsequences: false)
            let isGreedy = ends[0].hasSuffix("+")
            if !ends[0].isEmpty {
                path.append(.label(String(isGreedy ? ends[0].dropLast() : ends[0]), isGreedy: isGreedy))
            }
            if !ends[1].isEmpty { path.append(.text(String(ends[1]))) }
        }
        return RESTOperation(
            name: name, method: method, path: path, fixedQuery: parts.count > 1 ? parts[1] : "")
    }
}

extension RESTOperation {
    fileprivate mutating func add(_ sign: String, _ words: [String], isAnswer: Bool, _ table: RESTTable) {
        switch sign {
        case "?":
            for word in words {
                let (member, name) = RESTOperation.pair(word)
                query[member] = name ?? table.query[member] ?? member
            }
        case "@": for word in words { add(header: word, to: isAnswer ? \.answer : \.request, table) }
        case "checksum": hasChecksum = true
        case "status": status = words[0]
        default:
            let (member, root) = words.first.map(RESTOperation.pair) ?? ("", nil)
            let payload: Payload =
                switch sign {
                case "bytes": .bytes(member)
                case "json": .json(member)
                case "body": .member(member, root: root ?? member)
                case "members": .members(root: member)
                case "nothing": .none
                default: preconditionFailure("not part of an operation: \(sign)")
                }
            if isAnswer { answer.payload = payload } else { request.payload = payload }
        }
    }

    private mutating func add(
        header word: String, to bindings: WritableKeyPath<RESTOperation, Bindings>, _ table: RESTTable
    ) {
        let isMap = word.hasPrefix("*")
        let (member, name) = RESTOperation.pair(isMap ? String(word.dropFirst()) : word)
        guard let header = name ?? table.headers[member] else { preconditionFailure("\(word) is no header") }
        if isMap {
            self[keyPath: bindings].headerMaps[member] = header
        } else {
            self[keyPath: bindings].headers[member] = header
        }
    }

    private static func pair(_ word: String) -> (String, String?) {
        guard let end = word.firstIndex(where: { $0 == ":" || $0 == "=" }) else { return (word, nil) }
        return (String(word[..<end]), String(word[word.index(after: end)...]))
    }
}
