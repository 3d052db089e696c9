import Foundation

/// The database as psql sees it: what the benchmark asks about must not go through what it measures.
package struct Database: Sendable {
    package let url: String

    package init(url: String) {
        self.url = url
    }

    /// The first column of the first row.
    package func text(_ sql: String) throws -> String {
        try Tool.run("psql", [url, "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql])
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    package func number(_ sql: String) throws -> Double {
        let text = try text(sql)
        guard let number = Double(text) else { throw BenchmarkError("no number: \(text)") }
        return number
    }

    /// An empty database of this name on the same server.
    package func fresh(_ name: String) throws -> Database {
        _ = try text("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
        _ = try text("CREATE DATABASE \(name)")
        guard let slash = url.lastIndex(of: "/") else { throw BenchmarkError("no database in the connection string") }
        return Database(url: url[...slash] + name)
    }

    /// What the server counted so far.
    package func counters() throws -> Counters {
        let fields = try text(
            """
            SELECT xact_commit || ' ' || tup_inserted + tup_updated + tup_deleted || ' '
                || pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') || ' '
                || (SELECT count(*) FROM daybook.event)
            FROM pg_stat_database WHERE datname = current_database()
            """
        ).split(separator: " ").compactMap { Double($0) }
        guard fields.count == 4 else { throw BenchmarkError("the server counts nothing") }
        return Counters(
            transactions: fields[0], rows: fields[1], walBytes: fields[2], events: fields[3], cpu: try serverCPU())
    }

    /// Seconds of processor time of the server's processes that are there now, and of those that ended.
    private func serverCPU() throws -> Double {
        let data = try text("SHOW data_directory")
        guard
            let postmaster = try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8)
                .split(separator: "\n").first.map(String.init)
        else { return 0 }
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        var total = 0.0
        for process in try FileManager.default.contentsOfDirectory(atPath: "/proc") where Int(process) != nil {
            guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
                let name = stat.lastIndex(of: ")")
            else { continue }
            let fields = stat[stat.index(after: name)...].split(separator: " ")
            guard fields.count > 14, process == postmaster || fields[1] == postmaster else { continue }
            // utime and stime; of the postmaster also those of its children that ended.
            let range = process == postmaster ? 11..<15 : 11..<13
            total += range.compactMap { Double(fields[$0]) }.reduce(0, +) / ticks
        }
        return total
    }
}

/// What a server counted up to a moment.
package struct Counters {
    package var transactions: Double
    package var rows: Double
    package var walBytes: Double
    package var events: Double
    package var cpu: Double
}
