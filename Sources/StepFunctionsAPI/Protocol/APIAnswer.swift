internal import JSON

/// What goes back over HTTP: a status and a JSON body.
public struct APIAnswer: Sendable {
    /// The HTTP status.
    public let status: Int
    /// The body, JSON in UTF-8.
    public let body: [UInt8]
    /// The error's name; `nil` where the request was done.
    public let errorCode: String?

    init(_ members: JSONObject) {
        status = 200
        body = JSONValue.object(members).utf8
        errorCode = nil
    }

    init(_ error: APIError) {
        status = error.status
        body = JSONValue.object(["__type": .string(error.code), "message": .string(error.message)]).utf8
        errorCode = error.code
    }
}
