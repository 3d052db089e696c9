/// A service of AWS, as far as its calls can be made without its model: how requests are written and what errors are called.
struct AWSService: Hashable, Sendable {
    enum Wire: Hashable, Sendable {
        /// JSON in a POST, the operation in `X-Amz-Target` behind this prefix.
        case json(version: String, target: String)
        /// Fields of a form in a POST, of this version of the API; answered in XML.
        case query(version: String)
        /// Methods, paths, headers and documents that each operation has its own of.
        case rest(RESTService)

        /// Whether answers are documents in XML.
        var isXML: Bool {
            switch self {
            case .json: false
            case .query: true
            case .rest(let service): service.format != .json
            }
        }
    }

    /// The name in `aws-sdk:NAME:action`.
    let name: String
    /// What its errors begin with, such as `DynamoDb`.
    let id: String
    /// The service in the signature's scope and in the host's name.
    let scope: String
    let wire: Wire
    /// Members that are texts: what is given as JSON is written out, as the service does.
    var texts: Set<String> = []
    /// Whether members are written `likeThis` on the wire, and not `LikeThis`.
    var isCamel = false
    /// Members that are written so in a service where others are not, each with the member that it is in: `Environment/name`.
    var camelNames: Set<String> = []
    /// Members that are maps: their keys are data and stay as they are. In forms they are written as entries.
    var maps: Set<String> = []
    /// Members that may hold any JSON, which stays as it is.
    var documents: Set<String> = []
    /// What key and value of a map's entry are called in forms, where it is not `key` and `value`.
    var entry = ("key", "value")
    /// Errors that are common to many services, and that its model has.
    var modelled: Set<String> = []
    /// What its host's name begins with, where it is not the signature's scope.
    var prefix: String?
    /// Whether there is one for all regions, which is signed for as `us-east-1`.
    var isGlobal = false
    /// How long an answer may take.
    var limit = Duration.seconds(60)
    /// Members that are moments: in JSON numbers of seconds on the wire, texts for a state machine.
    var moments: Set<String> = []
    /// Members of answers in XML that are numbers, booleans and lists.
    var numbers: Set<String> = []
    var booleans: Set<String> = []
    var lists: Set<String> = []

    /// How a member is written on the wire that a state machine has as this.
    func wireName(_ name: String, in parent: String) -> String {
        guard isCamel || !camelNames.isEmpty else { return name }
        let camel = name.withFirst { $0.lowercased() }
        return isCamel || camelNames.contains("\(parent)/\(camel)") ? camel : name
    }

    /// How a state machine has a member that is written so on the wire.
    func shownName(_ key: String, in parent: String) -> String {
        isCamel || camelNames.contains("\(parent)/\(key)") ? key.withFirst { $0.uppercased() } : key
    }

    /// Members that JSON has as numbers of seconds.
    var jsonMoments: Set<String> {
        guard let rest else { return moments }
        return rest.format == .json ? rest.moments : []
    }

    /// The operations of a service that is not asked for all in the same way.
    var rest: RESTService? {
        if case .rest(let service) = wire { service } else { nil }
    }

    /// Whether an error has an exception of its own in the service's SDK.
    func models(_ code: String) -> Bool {
        if let errors = rest?.errors { return errors.contains(code) }
        return !AWSService.common.contains(code) || modelled.contains(code)
    }

    static func == (a: AWSService, b: AWSService) -> Bool { a.name == b.name }
    func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// Errors that no service's model has.
    static let common: Set<String> = [
        "AccessDenied", "AccessDeniedException", "ExpiredTokenException", "IncompleteSignature",
        "IncompleteSignatureException", "InternalFailure", "InvalidAction", "InvalidClientTokenId",
        "InvalidSignatureException", "MissingAuthenticationTokenException", "NotAuthorized", "OptInRequired",
        "RequestExpired", "SerializationException", "ServiceUnavailable", "SignatureDoesNotMatch", "Throttling",
        "ThrottlingException", "UnknownOperationException", "UnrecognizedClientException", "ValidationError",
        "ValidationException",
    ]
}
