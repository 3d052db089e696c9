internal import Dispatch

/// Where calls run that block: never on the threads that Swift's tasks share.
enum BlockingCalls {
    private static let queue = DispatchQueue(label: "daybook.notifications.files", attributes: .concurrent)

    /// Runs `body` on a thread that may block.
    static func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        await withUnsafeContinuation { continuation in
            queue.async { continuation.resume(returning: body()) }
        }
    }
}
