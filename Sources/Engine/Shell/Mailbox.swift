internal import Synchronization

/// Messages for one loop: many may send, one takes everything there is at once.
///
/// A lock and at most one continuation: an `AsyncStream` costs about a microsecond an element, this a few nanoseconds.
final class Mailbox<Message: Sendable>: Sendable {
    private struct State {
        var messages: [Message] = []
        var waiter: UnsafeContinuation<Void, Never>?
        var isClosed = false
    }

    private let state = Mutex(State())

    /// Leaves a message; false where the loop has been told to end, so that nobody will read it.
    @discardableResult
    func send(_ message: Message) -> Bool {
        let (isOpen, waiter) = state.withLock { state -> (Bool, UnsafeContinuation<Void, Never>?) in
            guard !state.isClosed else { return (false, nil) }
            state.messages.append(message)
            return (true, state.waiter.take())
        }
        waiter?.resume()
        return isOpen
    }

    /// Ends the loop once it has taken what was sent before.
    func close() {
        let waiter = state.withLock { state -> UnsafeContinuation<Void, Never>? in
            state.isClosed = true
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// Puts everything sent since the last call into `messages`, in place of what is in there, waiting for at least one
    /// message; false once closed and empty.
    ///
    /// The two arrays change places, so that neither has to grow again.
    func next(into messages: inout [Message]) async -> Bool {
        messages.removeAll(keepingCapacity: true)
        while true {
            let isClosed = state.withLock { state in
                swap(&state.messages, &messages)
                return state.isClosed
            }
            if !messages.isEmpty { return true }
            if isClosed { return false }
            await withUnsafeContinuation { continuation in
                let goOn = state.withLock { state in
                    guard state.messages.isEmpty, !state.isClosed else { return true }
                    state.waiter = continuation
                    return false
                }
                if goOn { continuation.resume() }
            }
        }
    }
}
