/// A service whose operations have methods and paths of their own.
struct RESTService: Hashable, Sendable {
    enum Format: Hashable, Sendable {
        case json
        /// Documents of this namespace, and how they differ from the members they hold.
        case xml(namespace: String, XMLShapes)
    }

    let format: Format
    let operations: [String: RESTOperation]
    /// Members in headers and XML that are numbers, booleans and moments; a name means the same in all of a service's operations.
    var numbers: Set<String> = []
    var booleans: Set<String> = []
    /// In JSON these are numbers of seconds, in XML texts, in headers dates of HTTP.
    var moments: Set<String> = []
    /// Moments that headers and queries have as in ISO 8601.
    var textMoments: Set<String> = []
    /// Members of answers that are called otherwise in JSON.
    var renamed: [String: String] = [:]
    /// The names of errors in its model; `nil` means all that are not common to all services.
    var errors: Set<String>?

    init(_ format: Format, _ operations: [String: RESTOperation]) {
        self.format = format
        self.operations = operations
    }

    /// The names of all operations as tasks write them.
    var actions: [String] { operations.keys.map { $0.withFirst { $0.lowercased() } }.sorted() }
}
