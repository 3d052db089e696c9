import Foundation
import Synchronization

/// A thread of its own for tasks that compute for a long time, behind everybody else: on the threads that all tasks share, they
/// would keep other tests from ever being on time.
final class PatientThread: TaskExecutor {
    private let jobs = Mutex<[UnownedJob]>([])
    private let work = DispatchSemaphore(value: 0)

    init() {
        let thread = Thread { [self] in
            // On Linux this is the thread's own.
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
            while true {
                work.wait()
                let next = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
                guard let next else { return }
                next.runSynchronously(on: asUnownedTaskExecutor())
            }
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        work.signal()
    }

    /// Ends the thread, once nothing is left for it.
    func close() { work.signal() }
}
