internal import CurlTransfers
internal import HTTPTypes
internal import JSON

/// What a server answered.
struct HTTPAnswer: Sendable {
    let status: Int
    /// The words behind the status; empty where the protocol has none.
    let reason: String
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    init(_ result: CurlResult) {
        status = result.status
        reason = result.reason
        headers = result.headers
        body = result.body
    }

    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The words behind the status; those that it usually has where there are none.
    var phrase: String { reason.isEmpty ? HTTPResponse.Status(integerLiteral: status).reasonPhrase : reason }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The values of each header, by the names that the server sent.
    var headerValues: JSONObject {
        var all = JSONObject()
        for header in headers {
            all[header.name] = .array((all[header.name]?.arrayValue ?? []) + [.string(header.value)])
        }
        return all
    }

    /// What the service adds to the results of its own integrations: headers, status and the request's id.
    var metadata: JSONObject {
        var one = JSONObject()
        for header in headers { one[header.name] = .string(header.value) }
        return [
            "SdkHttpMetadata": [
                "AllHttpHeaders": .object(headerValues), "HttpHeaders": .object(one),
                "HttpStatusCode": .number(JSONNumber(status)),
            ],
            "SdkResponseMetadata": ["RequestId": .string(requestID ?? "")],
        ]
    }

    var requestID: String? { header("x-amzn-RequestId") ?? header("x-amz-request-id") }
}
