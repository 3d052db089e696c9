/// A service of AWS, as far as its calls can be made without its model: how requests are written and what errors are called.
struct AWSService: Hashable, Sendable {
    enum Wire: Hashable, Sendable {
        /// JSON in a POST, the operation in `X-Amz-Target` behind this prefix.
        case json(version: String, target: String)
        /// Fields of a form in a POST, of this version of the API; answered in XML.
        case query(version: String)
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
    /// Members that are maps: their keys are data and stay as they are. In forms they are written as entries.
    var maps: Set<String> = []
    /// What key and value of a map's entry are called in forms, where it is not `key` and `value`.
    var entry = ("key", "value")
    /// Errors that its model does not have; so they are called by the service's own general name.
    var unmodelled: Set<String> = []
    /// Whether moments are numbers of its own kind, and stay numbers.
    var keepsNumbers = false

    static func == (a: AWSService, b: AWSService) -> Bool { a.name == b.name }
    func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// Errors that no service's model has.
    static let common: Set<String> = [
        "AccessDenied", "AccessDeniedException", "ExpiredTokenException", "IncompleteSignature",
        "IncompleteSignatureException", "InternalFailure", "InvalidAction", "InvalidClientTokenId",
        "InvalidSignatureException", "MissingAuthenticationTokenException", "NotAuthorized", "OptInRequired",
        "RequestExpired", "SerializationException", "ServiceUnavailable", "SignatureDoesNotMatch", "Throttling",
        "ThrottlingException", "UnknownOperationException", "UnrecognizedClientException", "ValidationError",
    ]
}
