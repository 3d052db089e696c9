import Foundation

/// How many files and connections this process may have open.
enum OpenFiles {
    /// What the log, tasks and mail need beside connections of clients.
    private static let reserve = 256

    /// How many clients' connections there is room for, once all were taken.
    static var roomForConnections: Int {
        let most = min(limit()?.rlim_cur ?? 1024, rlim_t(Int32.max))
        return max(16, Int(most) - reserve)
    }

    /// Takes as many as the system gives: what a shell begins with, often 1024, is meant for programs that wait with `select`.
    static func takeAll() {
        guard var all = limit() else { return }
        all.rlim_cur = all.rlim_max
        #if canImport(Darwin)
            // More than this is refused, also where the limit says that there is none.
            all.rlim_cur = min(all.rlim_max, rlim_t(OPEN_MAX))
            setrlimit(RLIMIT_NOFILE, &all)
        #else
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &all)
        #endif
    }

    private static func limit() -> rlimit? {
        var limit = rlimit()
        #if canImport(Darwin)
            let code = getrlimit(RLIMIT_NOFILE, &limit)
        #else
            let code = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        #endif
        return code == 0 ? limit : nil
    }
}
