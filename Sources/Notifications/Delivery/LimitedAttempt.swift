internal import Engine
internal import EventLog
internal import Synchronization

/// One attempt that ends when its transport answers or when its time is up, whichever comes first.
enum LimitedAttempt {
    /// Makes the attempt.
    ///
    /// The transport runs in a task of its own that nobody waits for once the time is up: a call into a file system that
    /// hangs can neither be cancelled nor awaited, and it must not hold up other subscribers. What it does after all is
    /// recognised by the next attempt.
    static func deliver(
        _ message: OutgoingMessage, by transport: any SubscriberTransport, limit: Duration, clock: any EngineClock
    ) async -> DeliveryOutcome {
        await withUnsafeContinuation { continuation in
            let answer = Answer(continuation)
            let timer = Task {
                do {
                    try await clock.sleep(until: clock.now().adding(limit))
                } catch {
                    return
                }
                answer.give(.failed(reason: "no answer within \(limit)"))
            }
            Task {
                answer.give(await transport.deliver(message))
                timer.cancel()
            }
        }
    }

    /// Takes the first answer and drops the others.
    private final class Answer: Sendable {
        private let isOpen = Mutex(true)
        private let continuation: UnsafeContinuation<DeliveryOutcome, Never>

        init(_ continuation: UnsafeContinuation<DeliveryOutcome, Never>) {
            self.continuation = continuation
        }

        func give(_ outcome: DeliveryOutcome) {
            let isFirst = isOpen.withLock { isOpen in
                defer { isOpen = false }
                return isOpen
            }
            if isFirst { continuation.resume(returning: outcome) }
        }
    }
}
