import BenchmarkSupport
import Foundation

/// What the same server makes of plain inserts of rows of the same size, by pgbench.
struct Ceiling {
    /// The latency of a transaction of one row, one client, in milliseconds.
    var oneRow: Double
    /// The latency of a transaction like the engine's, one client, in milliseconds: in one pipeline four rows and a look at a
    /// row before them.
    var likeOurs: Double
    /// Rows a second, a transaction each, 32 clients.
    var singleRows: Double
    /// Rows a second in transactions of a hundred, two clients: the reference R.
    var batched: Double

    static func measure(on database: Database) throws -> Ceiling {
        _ = try database.text(
            """
            SET client_min_messages = warning;
            DROP TABLE IF EXISTS ceiling;
            CREATE TABLE ceiling (stream uuid, version int, type text, recorded_at timestamptz, commit_id uuid,
                hash bytea, payload text, PRIMARY KEY (stream, version))
            """)
        defer { _ = try? database.text("DROP TABLE IF EXISTS ceiling") }
        let row =
            "(gen_random_uuid(), 1, 'TaskSucceeded', now(), gen_random_uuid(), "
            + "'\\x\(String(repeating: "ab", count: 32))', '\(String(repeating: "x", count: 134))')"
        let one = "INSERT INTO ceiling VALUES \(row);"
        let hundred = "INSERT INTO ceiling VALUES \(Array(repeating: row, count: 100).joined(separator: ", "));"
        let likeOurs = """
            \\set key random(1, 1000000000)
            \\startpipeline
            BEGIN;
            INSERT INTO ceiling VALUES \(Array(repeating: row, count: 4).joined(separator: ", "));
            SELECT hash FROM ceiling WHERE stream = md5(:key::text)::uuid AND version = 1;
            COMMIT;
            \\endpipeline
            """
        let alone = try transactions(one, clients: 1, each: 10_000, on: database)
        return Ceiling(
            oneRow: 1000 / alone, likeOurs: 1000 / (try transactions(likeOurs, clients: 1, each: 5000, on: database)),
            singleRows: try transactions(one, clients: 32, each: 1500, on: database),
            batched: 100 * (try transactions(hundred, clients: 2, each: 1200, on: database)))
    }

    /// A number of transactions and not a time: a child of this process may have the signal blocked that ends the time.
    private static func transactions(
        _ sql: String, clients: Int, each count: Int, on database: Database
    ) throws -> Double {
        let script = FileManager.default.temporaryDirectory.appending(path: "ceiling-\(UUID().uuidString).sql")
        try sql.write(to: script, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: script) }
        let output = try Tool.run(
            "pgbench",
            [
                "-n", "-M", "prepared", "-t", "\(count)", "-c", "\(clients)", "-j", "\(min(2, clients))", "-f",
                script.path,
                database.url,
            ])
        guard let line = output.split(separator: "\n").first(where: { $0.hasPrefix("tps = ") }),
            let rate = line.split(separator: " ").dropFirst(2).first.flatMap({ Double($0) })
        else { throw BenchmarkError("pgbench told no rate: \(output)") }
        return rate
    }

    static func median(of all: [Ceiling]) -> Ceiling {
        Ceiling(
            oneRow: BenchmarkSupport.median(all.map(\.oneRow)),
            likeOurs: BenchmarkSupport.median(all.map(\.likeOurs)),
            singleRows: BenchmarkSupport.median(all.map(\.singleRows)),
            batched: BenchmarkSupport.median(all.map(\.batched)))
    }

    func report(runs: Int) {
        print(
            """
              ceiling (pgbench, rows of the same size, medians of \(runs)): a transaction of one row \
            \(formatted(oneRow, 3)) ms alone, \(formatted(singleRows)) a second with 32 clients; one of four rows and a look, \
            in one pipeline, \(formatted(likeOurs, 3)) ms alone; \
            R = \(formatted(batched)) rows a second in transactions of 100, two clients
            """)
    }
}
