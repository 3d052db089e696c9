internal import CCurl
internal import Synchronization
internal import Threads

/// The thread that drives libcurl's multi interface.
///
/// What comes from other threads comes through the inbox. All else is touched by the thread alone.
final class CurlLoop: @unchecked Sendable {
    private struct Inbox {
        var added: [CurlTransfer] = []
        var hasCancellations = false
        var isStopping = false
        /// Whether the thread's handle may be rung.
        var isOpen = true
    }

    private let inbox = Mutex(Inbox())
    private let multi: UnsafeMutableRawPointer
    private var active: [UnsafeMutableRawPointer: CurlTransfer] = [:]

    /// Done once, before the first handle: the library asks for that.
    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init(connectionsPerServer connections: Int) {
        precondition(CurlLoop.isReady, "libcurl cannot be used")
        multi = curl_multi_init()
        _ = daybook_curl_set_multi_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, max(1, connections))
    }

    func start() {
        DedicatedThread.start {
            daybook_curl_block_pipe()
            self.run()
        }
    }

    func stop() { tell { $0.isStopping = true } }

    func add(_ transfer: CurlTransfer) { tell { $0.added.append(transfer) } }

    /// Ends the transfers for which nobody waits any more.
    func lookForCancellations() { tell { $0.hasCancellations = true } }

    private func tell(_ change: (inout Inbox) -> Void) {
        inbox.withLock { inbox in
            change(&inbox)
            // Within the lock, so that the handle is not taken away meanwhile.
            if inbox.isOpen { curl_multi_wakeup(multi) }
        }
    }

    private func run() {
        while takeInbox() {
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            finishEnded()
            curl_multi_poll(multi, nil, 0, 1000, nil)
        }
        for transfer in active.values { end(transfer, .cancelled) }
        inbox.withLock { $0.isOpen = false }
        curl_multi_cleanup(multi)
    }

    /// Whether there is anything to go on for.
    private func takeInbox() -> Bool {
        let (added, looks, isStopping) = inbox.withLock { inbox in
            defer { (inbox.added, inbox.hasCancellations) = ([], false) }
            return (inbox.added, inbox.hasCancellations, inbox.isStopping)
        }
        for transfer in added {
            if transfer.cancellation.isCancelled || isStopping {
                transfer.resume(.cancelled)
            } else {
                begin(transfer)
            }
        }
        if looks {
            for transfer in active.values where transfer.cancellation.isCancelled { end(transfer, .cancelled) }
        }
        return !isStopping
    }

    private func begin(_ transfer: CurlTransfer) {
        guard let easy = transfer.open() else {
            transfer.resume(CurlResult(code: CURLE_FAILED_INIT.rawValue, message: "out of memory", status: 0))
            return
        }
        active[easy] = transfer
        curl_multi_add_handle(multi, easy)
    }

    private func finishEnded() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
                let transfer = active[easy]
            else { continue }
            let code = daybook_curl_result(message)
            end(transfer, transfer.result(code))
        }
    }

    private func end(_ transfer: CurlTransfer, _ result: CurlResult) {
        if let easy = transfer.easy {
            active[easy] = nil
            curl_multi_remove_handle(multi, easy)
        }
        transfer.close()
        transfer.resume(result)
    }
}
