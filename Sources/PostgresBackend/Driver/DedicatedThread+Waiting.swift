internal import EventLog
internal import Threads

/// libpq's calls that wait: name resolution, `PQcancel`, a migration.
extension DedicatedThread {
    /// Runs `body` on a thread of its own and waits for what it gives, without holding the caller's.
    static func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(EventStoreError) -> Value
    ) async throws(EventStoreError) -> Value {
        let result: Result<Value, EventStoreError> = await withUnsafeContinuation { continuation in
            start {
                do throws(EventStoreError) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}
