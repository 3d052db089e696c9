import Foundation
import PostgresBackend
import PostgresTestCluster
import Testing

@testable import payroll_demo

extension RecoveryTests {
    /// What a person meets who names a database.
    @Suite(.serialized) struct PostgresLogTests {
        struct Trouble: Sendable, CustomTestStringConvertible {
            let testDescription: String
            /// What the one line on standard error says, among other things.
            let reason: String
            /// Makes the trouble in a database with a log, and gives the connection string.
            let make: @Sendable (LogDatabase) async throws -> String

            init(_ name: String, _ reason: String, _ make: @escaping @Sendable (LogDatabase) async throws -> String) {
                testDescription = name
                self.reason = reason
                self.make = make
            }
        }

        static let troubles = [
            Trouble("no server", "No such file or directory; Is the server running locally") { _ in
                "postgresql:///payroll?host=/nonexistent&user=ann"
            },
            Trouble("no such host", "could not translate host name \"nowhere.invalid\"") { _ in
                "postgresql://ann@nowhere.invalid/payroll"
            },
            Trouble("no such database", "database \"nothing\" does not exist") { $0.cluster.url("nothing") },
            Trouble("no such user", "role \"nobody\" does not exist") { $0.cluster.url($0.name, user: "nobody") },
            Trouble("a newer schema", "schema version 99, this program understands up to") { log in
                _ = try log.rows("INSERT INTO migration VALUES ('EventLog', 99, 'later', 'x')")
                return log.url
            },
            Trouble("newer audit views", "schema version 99, this program understands up to") { log in
                _ = try log.rows("INSERT INTO migration VALUES ('audit', 99, 'later', 'x')")
                return log.url
            },
            Trouble("a schema of another program", "is not the one this program knows") { log in
                _ = try log.rows("UPDATE migration SET checksum = 'x' WHERE component = 'EventLog'")
                return log.url
            },
            Trouble("a user without rights", "the role that connects must be a member of daybook_engine") { log in
                try await log.login("", suffix: "stranger")
            },
            Trouble("an auditor", "the role that connects must be a member of daybook_engine") { log in
                try await log.login("IN ROLE daybook_auditor", suffix: "auditor")
            },
        ]

        @Test(arguments: troubles, ["run", "resume", "list", "rebuild"])
        func aLogThatCannotBeOpenedIsToldInOneLine(_ trouble: Trouble, command: String) async throws {
            let log = try await LogDatabase()
            log.spoil()
            let scene = try Scene { _ in log }
            // As far as the server is concerned, anybody may come in without one.
            let url = try await trouble.make(log)
            let store = url + (url.contains("?") ? "&" : "?") + "password=s3cret"
            let input = command == "run" ? [scene.timesheet] : []
            let (end, output, errors) = try await onThread {
                try scene.run([command] + input + ["--out", scene.out, "--store", store])
            }
            expectOneLine(end, output, errors, trouble.reason)
            #expect(!FileManager.default.fileExists(atPath: scene.out))
        }

        @Test(arguments: ["resume", "list", "rebuild", "history last", "graph last"])
        func aLogThatIsNotThereIsNotMade(command: String) async throws {
            let log = try await LogDatabase(migrated: false)
            let scene = try Scene { _ in log }
            let words = command.split(separator: " ").map(String.init)
            let (end, output, errors) = try await onThread {
                try scene.run(words + ["--out", scene.out] + log.arguments)
            }
            expectOneLine(end, output, errors, "there is no log in ")
            #expect(try log.rows("SELECT to_regnamespace('daybook')") == [["NULL"]])
        }

        @Test func aUserWhoMayNotMakeALogIsToldSo() async throws {
            let log = try await LogDatabase(migrated: false)
            let scene = try Scene { _ in log }
            let store = try await log.login("", suffix: "stranger")
            let (end, output, errors) = try await onThread {
                try scene.run(["run", scene.timesheet, "--out", scene.out, "--store", store])
            }
            expectOneLine(end, output, errors, "the schema daybook is missing or old in ")
            #expect(errors.contains("its user may not change that: let somebody who may make roles and schemas"))
        }

        /// What a service logs in as: a member of the engine's role and nothing else.
        @Test(arguments: [true, false])
        func aUserWhoMayNotMigratePaysAllTheSame(hasViews: Bool) async throws {
            let log = try await LogDatabase(migrated: hasViews)
            if !hasViews { try await PostgresEventStore.migrate(log.url) }
            let scene = try Scene { _ in log }
            let store = try await log.login("IN ROLE daybook_engine", suffix: "engine")
            let (end, output, errors) = try await onThread {
                try scene.run(["run", scene.timesheet, "--out", scene.out, "--store", store])
            }
            #expect(end == .exit(0), "\(output)\(errors)")
            let warning =
                "payroll-demo: the audit views are missing or old in \(store), and its user may not change that; "
            #expect(errors == (hasViews ? "" : warning + "going on without them\n"))
            let snapshot = try await log.snapshot()
            snapshot.expectIsWhole("paid")
            #expect(snapshot.executions.count == 1)
        }

        @Test(arguments: [
            "postgre://ann:s3cret@db.example/payroll", "postgres://ann:s3@cret@db.example/payroll",
            "postgres://ann:s3/cret@db.example/payroll", "postgres://ann:s3%cret@db.example/payroll",
            "passwort=s3cret", "host=db.example password='s3cret", "s3cret",
        ])
        func aMistypedStoreIsRefusedWithoutQuotingIt(store: String) async throws {
            let scene = try Scene()
            let (end, output, errors) = try await onThread {
                try scene.run(["run", scene.timesheet, "--out", scene.out, "--store", store])
            }
            #expect(end == .exit(64))
            #expect(output.isEmpty)
            #expect(errors.hasPrefix("Error: --store"))
            #expect(!errors.contains("s3") && !errors.contains("cret"), "\(errors)")
        }

        /// A password is left to the environment or a file of libpq by who types the command again.
        @Test func theCommandThatGoesOnHasNoPasswordAndWorks() async throws {
            let log = try await LogDatabase()
            let scene = try Scene { _ in log }
            let output = try await onThread {
                let pipes = try scene.pipes()
                let child = try scene.start(
                    ["run", scene.timesheet, "--out", scene.out, "--store", log.url + "&password=s3cret"],
                    environment: pipes.environment(only: "after effect processData"))
                _ = try #require(try pipes.next(of: child), "\(child.errors)")
                child.send(SIGTERM)
                try child.waitForOutput("Interrupted. Go on with: payroll-demo resume")
                _ = try pipes.goOnToEnd(child)
                #expect(try child.wait() == .exit(3))
                #expect(!child.output.contains("s3cret"))
                return child.output
            }
            let command = try #require(output.split(separator: "Go on with: payroll-demo ").last)
                .trimmingCharacters(in: .newlines)
            #expect(command.contains("--store 'user=postgres dbname=\(log.name) host="), "\(command)")
            let end = try await onThread {
                try Child("/bin/sh", ["-c", "\"$0\" \(command)", Program.path], log: scene.root + "/sh").wait()
            }
            #expect(end == .exit(0))
            let undisturbed = try await Undisturbed(.succeeding, on: .postgres)
            try await undisturbed.expectSameEnd(of: scene, takeovers: 1, "by the command that was printed")
        }

        private func expectOneLine(
            _ end: Child.End, _ output: String, _ errors: String, _ reason: String,
            sourceLocation: SourceLocation = #_sourceLocation
        ) {
            #expect(end == .exit(2), sourceLocation: sourceLocation)
            #expect(output.isEmpty, sourceLocation: sourceLocation)
            #expect(errors.hasPrefix("payroll-demo: "), "\(errors)", sourceLocation: sourceLocation)
            #expect(errors.contains(reason), "\(errors)", sourceLocation: sourceLocation)
            #expect(!errors.contains("s3cret"), "\(errors)", sourceLocation: sourceLocation)
            #expect(errors.filter(\.isNewline).count == 1, "\(errors)", sourceLocation: sourceLocation)
        }
    }
}

extension LogDatabase {
    /// Makes a user of this database's own, and gives the connection string with which he comes in.
    fileprivate func login(_ membership: String, suffix: String) async throws -> String {
        // The user is the cluster's, and would be in the way of the next test on this database.
        spoil()
        let user = "\(name)_\(suffix)"
        try await cluster.execute("CREATE ROLE \(user) LOGIN \(membership)")
        return cluster.url(name, user: user)
    }
}
