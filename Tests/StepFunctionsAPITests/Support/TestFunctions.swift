import Synchronization

/// Functions written in a test; it keeps what they were called with.
final class TestFunctions: Functions {
    private let body: @Sendable (String, String) -> FunctionAnswer
    private let seen = Mutex<[String]>([])

    init(_ body: @escaping @Sendable (_ function: String, _ payload: String) -> FunctionAnswer) {
        self.body = body
    }

    /// What they were called with, in order.
    var payloads: [String] { seen.withLock { $0 } }

    func answer(_ function: String, _ payload: [UInt8]) async -> FunctionAnswer {
        let text = String(decoding: payload, as: UTF8.self)
        seen.withLock { $0.append(text) }
        return body(function, text)
    }
}
