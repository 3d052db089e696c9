/// How one operation of a REST service is asked, and where in an answer its members are.
struct RESTOperation: Hashable, Sendable {
    /// A piece of the path.
    enum PathPart: Hashable, Sendable {
        case text(String)
        /// The value of a member; slashes in one that is greedy stay slashes.
        case label(String, isGreedy: Bool)
    }

    /// What is in a body.
    enum Payload: Hashable, Sendable {
        case none
        /// The bytes of one member.
        case bytes(String)
        /// One member as JSON, a text in quotes: what is a stream in the SDK is written so by the service.
        case json(String)
        /// One member as a document, under this name where it has one.
        case member(String, root: String)
        /// All members that are nowhere else, as a document under this name.
        case members(root: String)

        /// The member that is the body itself, of which a service's tables say nothing.
        var opaqueMember: String? {
            switch self {
            case .bytes(let member), .json(let member): member
            case .none, .member, .members: nil
            }
        }
    }

    /// Where the members of a request or an answer are.
    struct Bindings: Hashable, Sendable {
        /// Headers by members.
        var headers: [String: String] = [:]
        /// Beginnings of headers by members that are maps.
        var headerMaps: [String: String] = [:]
        var payload = Payload.none
    }

    let name: String
    let method: String
    let path: [PathPart]
    /// What stands behind the question mark in any case.
    let fixedQuery: String
    /// Names in the query by members.
    var query: [String: String] = [:]
    var request = Bindings()
    /// Answers have their members in a document where nothing else is said.
    var answer = Bindings(payload: .members(root: ""))
    /// The member that is the answer's status.
    var status: String?
    /// Whether a body is sent with its checksum.
    var hasChecksum = false

    /// The members of the path.
    var labels: [String] {
        path.compactMap { part in
            if case .label(let member, _) = part { member } else { nil }
        }
    }
}
