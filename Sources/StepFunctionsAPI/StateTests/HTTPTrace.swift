internal import JSON
internal import Synchronization

/// Keeps what a task of `http:invoke` sends and is answered while its state is tested: the last request, where it was made again.
final class HTTPTrace: Sendable {
    /// The test that the task which runs now is for.
    @TaskLocal static var current: HTTPTrace?

    /// Whether what the connection added is shown as it was sent.
    let revealsSecrets: Bool
    private let seen = Mutex<(request: JSONObject?, response: JSONObject?)>((nil, nil))

    init(revealsSecrets: Bool) {
        self.revealsSecrets = revealsSecrets
    }

    /// `InspectionDataRequest` and `InspectionDataResponse`; `nil` where there was none.
    var inspection: (request: JSONObject?, response: JSONObject?) { seen.withLock { $0 } }

    func send(_ call: HTTPCall) {
        var request: JSONObject = [
            "protocol": .string(call.endpoint.scheme), "method": .string(call.method), "url": .string(call.url),
            "headers": .string(HTTPTrace.text(call.headers)),
        ]
        if !call.body.isEmpty { request["body"] = .string(String(decoding: call.body, as: UTF8.self)) }
        seen.withLock { $0 = (request, nil) }
    }

    func receive(_ answer: HTTPAnswer, to call: HTTPCall) {
        let response: JSONObject = [
            "protocol": .string(call.endpoint.scheme), "statusCode": .string("\(answer.status)"),
            "statusMessage": .string(answer.phrase),
            "headers": .string(HTTPTrace.text(answer.headers.map { ($0.name.lowercased(), $0.value) })),
            "body": .string(answer.text),
        ]
        seen.withLock { $0.response = response }
    }

    /// As the service writes them.
    private static func text(_ headers: [(String, String)]) -> String {
        "[" + headers.map { "\($0.0): \($0.1)" }.joined(separator: ", ") + "]"
    }
}
