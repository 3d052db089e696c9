import CSQLite
import Foundation
import Testing

extension RecoveryTests {
    /// Logs that cannot be opened, through the program itself.
    @Suite(.serialized) struct StoreTroubleTests {
        struct Trouble: Sendable, CustomTestStringConvertible {
            let testDescription: String
            /// What the one line on standard error says, among other things.
            let reason: String
            /// Makes the trouble, and says where.
            let make: @Sendable (Scene) throws -> String

            init(_ name: String, _ reason: String, _ make: @escaping @Sendable (Scene) throws -> String) {
                testDescription = name
                self.reason = reason
                self.make = make
            }
        }

        static let troubles = [
            Trouble("a file that is no database", "file is not a database") { scene in
                try scene.write(String(repeating: "not a database\n", count: 300), to: "log.sqlite")
                return scene.root + "/log.sqlite"
            },
            Trouble("a database of another program", "another program") { scene in
                let path = scene.root + "/log.sqlite"
                _ = try RawDatabase(path, creating: true).rows("CREATE TABLE song (title TEXT)")
                return path
            },
            Trouble("a log of a newer program", "use a newer program") { scene in
                let end = try scene.run(Payroll.succeeding.run(scene)).end
                #expect(end == .exit(0))
                _ = try RawDatabase(scene.store).rows("PRAGMA user_version = 99")
                return scene.store
            },
            Trouble("a directory", "is a directory") { scene in
                let path = scene.root + "/log.sqlite"
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
                return path
            },
            Trouble("a path below a file", "") { $0.timesheet + "/log.sqlite" },
        ]

        @Test(arguments: troubles, ["run", "resume", "list", "rebuild"])
        func aLogThatCannotBeOpenedIsToldInOneLine(_ trouble: Trouble, command: String) async throws {
            let scene = try Scene()
            let path = try await onThread { try trouble.make(scene) }
            let before = try? Data(contentsOf: URL(filePath: path))
            let input = command == "run" ? [scene.timesheet] : []
            let (end, output, errors) = try await onThread {
                try scene.run([command] + input + ["--out", scene.out, "--store", "sqlite:\(path)"])
            }
            expectOneLine(end, output, errors, trouble.reason)
            let isBelowAFile = path.hasPrefix(scene.timesheet)
            #expect(errors.contains(isBelowAFile ? scene.timesheet : path), "\(errors)")
            let after = try? Data(contentsOf: URL(filePath: path))
            #expect(before == after, "what is not ours is left alone")
        }

        @Test(arguments: ["resume", "list", "rebuild", "history x", "graph x"])
        func aLogThatIsNotThereIsNotMade(command: String) async throws {
            let scene = try Scene()
            let (end, output, errors) = try await onThread {
                try scene.run(command.split(separator: " ").map(String.init) + ["--out", scene.out])
            }
            expectOneLine(end, output, errors, "there is no log at \(scene.store)")
            #expect(!FileManager.default.fileExists(atPath: scene.out))
        }

        @Test(.enabled(if: geteuid() != 0, "whoever may write anywhere has no read-only directory"))
        func aReadOnlyDirectoryIsToldInOneLine() async throws {
            let scene = try Scene()
            try FileManager.default.createDirectory(atPath: scene.out, withIntermediateDirectories: false)
            chmod(scene.out, 0o555)
            defer { chmod(scene.out, 0o755) }
            let (end, output, errors) = try await onThread { try scene.run(Payroll.succeeding.run(scene)) }
            expectOneLine(end, output, errors, "cannot write to the directory \(scene.out): Permission denied")
            #expect(!errors.contains("SQLite") && !errors.contains("PRAGMA"), "\(errors)")
        }

        @Test(
            .enabled(if: geteuid() != 0, "whoever may read anything has no unreadable log"),
            arguments: ["list", "history last", "resume"])
        func aLogThatMayNotBeReadIsToldInOneLine(command: String) async throws {
            let scene = try Scene()
            let (end, output, errors) = try await onThread {
                #expect(try scene.run(Payroll.succeeding.run(scene)).end == .exit(0))
                chmod(scene.store, 0)
                return try scene.run(command.split(separator: " ").map(String.init) + ["--out", scene.out])
            }
            expectOneLine(end, output, errors, "\(scene.store): Permission denied")
            #expect(!errors.contains("SQLite"), "\(errors)")
        }

        @Test(arguments: ["run", "watch"])
        func anOutputBelowADeviceIsToldWithThePathAndTheReason(command: String) async throws {
            let scene = try Scene()
            let input = command == "run" ? scene.timesheet : scene.root
            let (end, output, errors) = try await onThread { try scene.run([command, input, "--out", "/dev/full/x"]) }
            let message = "/dev/full: cannot create the directory: Not a directory"
            expectOneLine(end, output, errors, "payroll-demo: \(message)\n")
        }

        @Test func aFolderThatIsNotThereIsToldInOneLine() async throws {
            let scene = try Scene()
            let (end, output, errors) = try await onThread { try scene.run(scene.watch) }
            expectOneLine(end, output, errors, "\(scene.inbox) is not a folder")
        }

        private func expectOneLine(
            _ end: Child.End, _ output: String, _ errors: String, _ reason: String,
            sourceLocation: SourceLocation = #_sourceLocation
        ) {
            #expect(end == .exit(2), sourceLocation: sourceLocation)
            #expect(output.isEmpty, sourceLocation: sourceLocation)
            #expect(errors.hasPrefix("payroll-demo: "), "\(errors)", sourceLocation: sourceLocation)
            #expect(errors.contains(reason) || reason.isEmpty, "\(errors)", sourceLocation: sourceLocation)
            #expect(errors.filter(\.isNewline).count == 1, "\(errors)", sourceLocation: sourceLocation)
        }
    }
}
