internal import CCurl

/// Makes transfers with libcurl, all on one thread of its own: nothing here blocks a thread that Swift's tasks share.
///
/// Connections are kept and used again by transfers to the same server.
package final class CurlDriver: Sendable {
    private let loop: CurlLoop

    /// Starts the thread.
    ///
    /// - Parameter connections: how many are made to one server at the most.
    package init(connectionsPerServer connections: Int) {
        loop = CurlLoop(connectionsPerServer: connections)
        loop.start()
    }

    deinit {
        loop.stop()
    }

    /// Makes a transfer; where the task is cancelled, it is ended.
    package func perform(_ request: CurlRequest) async -> CurlResult {
        let cancellation = CurlCancellation()
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                loop.add(CurlTransfer(request: request, cancellation: cancellation, continuation: continuation))
            }
        } onCancel: {
            cancellation.cancel()
            loop.lookForCancellations()
        }
    }
}
