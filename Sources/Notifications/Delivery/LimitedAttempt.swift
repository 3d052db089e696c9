internal import Engine
internal import EventLog
internal import Synchronization

/// One attempt that ends when its transport answers or when its time is up, whichever comes first.
enum LimitedAttempt {
    /// Makes the attempt.
    ///
    /// The transport runs in a task of its own that is cancelled once the time is up, and that nobody waits for then: a call
    /// into a file system that hangs can neither be cancelled nor awaited, and it must not hold up other subscribers. What
    /// it does after all is recognised by the next attempt.
    static func deliver(
        _ message: OutgoingMessage, by transport: any SubscriberTransport, limit: Duration, clock: any EngineClock
    ) async -> DeliveryOutcome {
        await withUnsafeContinuation { continuation in
            let answer = Answer(continuation)
            let attempt = Task {
                answer.give(await transport.deliver(message))
                answer.timer.withLock { $0?.cancel() }
            }
            answer.timer.withLock { timer in
                timer = Task {
                    do {
                        try await clock.sleep(until: clock.now().adding(limit))
                    } catch {
                        return
                    }
                    if answer.give(.failed(reason: "no answer within \(limit)")) { attempt.cancel() }
                }
                if !answer.isAwaited { timer?.cancel() }
            }
        }
    }

    /// Takes the first answer and drops the others.
    private final class Answer: Sendable {
        /// What gives an answer when the time is up.
        let timer = Mutex<Task<Void, Never>?>(nil)
        private let isOpen = Mutex(true)
        private let continuation: UnsafeContinuation<DeliveryOutcome, Never>

        init(_ continuation: UnsafeContinuation<DeliveryOutcome, Never>) {
            self.continuation = continuation
        }

        var isAwaited: Bool { isOpen.withLock { $0 } }

        /// Whether it was the first answer.
        @discardableResult
        func give(_ outcome: DeliveryOutcome) -> Bool {
            let isFirst = isOpen.withLock { isOpen in
                defer { isOpen = false }
                return isOpen
            }
            if isFirst { continuation.resume(returning: outcome) }
            return isFirst
        }
    }
}
