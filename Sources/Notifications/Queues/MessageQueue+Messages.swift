internal import Engine
internal import EventLog

extension MessageQueue {
    /// The messages of the queue as they come, without an end: for a subscriber in this process.
    ///
    /// A message counts as done, and is deleted, when the next one is asked for. Where the loop ends or the process dies
    /// before, the message comes again: make `visibility` longer than the work on one message takes.
    ///
    ///     for try await message in queue.messages() { try await book(message.body) }
    public func messages(visibility: Duration = .seconds(30)) -> Messages {
        Messages(queue: self, visibility: visibility)
    }

    /// The messages of a queue, one after another.
    public struct Messages: AsyncSequence, Sendable {
        let queue: MessageQueue
        let visibility: Duration

        /// Begins to receive.
        public func makeAsyncIterator() -> AsyncIterator {
            AsyncIterator(queue: queue, visibility: visibility)
        }
    }

    /// Receives one message after another.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private let queue: MessageQueue
        private let visibility: Duration
        private var current: QueueMessage?

        init(queue: MessageQueue, visibility: Duration) {
            self.queue = queue
            self.visibility = visibility
        }

        /// Deletes the last message and waits for the next; `nil` once the task is cancelled.
        ///
        /// - Throws: `MessageQueueError`, but not where the last message came to somebody else meanwhile.
        public mutating func next() async throws -> QueueMessage? {
            if let done = current {
                current = nil
                do throws(MessageQueueError) {
                    try await queue.delete(done)
                } catch {
                    guard case .notYours = error else { throw error }
                }
            }
            while !Task.isCancelled {
                if let message = try await queue.receive(upTo: 1, visibility: visibility).first {
                    current = message
                    return message
                }
                // The store's hints tell of claims by engines; a poll needs no worker that listens.
                let clock = queue.log.clock
                try? await clock.sleep(until: clock.now().adding(MessageQueue.pollInterval))
            }
            return nil
        }
    }

    private static let pollInterval = Duration.milliseconds(200)
}
