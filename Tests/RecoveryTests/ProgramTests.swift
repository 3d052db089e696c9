import Console
import Engine
import EventLog
import Foundation
import FoundationXML
import Testing

@testable import payroll_demo

extension RecoveryTests {
    /// What a person meets at the command line.
    @Suite(.serialized) struct ProgramTests {
        @Test(arguments: [
            ["run", ""], ["run", "x.csv", "--out", ""], ["run", "x.csv", "--rates", ""],
            ["run", "x.csv", "--store", ""],
            ["watch", ""], ["resume", "--out", ""], ["list", "--store", "sqlite:"], ["history", ""],
            ["graph", "x", "--svg", ""],
        ])
        func anEmptyArgumentIsRefusedBeforeAnythingIsDone(arguments: [String]) async throws {
            let scene = try Scene()
            let (end, output, errors) = try await onThread { try scene.run(arguments) }
            #expect(end == .exit(64), "\(errors)")
            #expect(output.isEmpty)
        }

        @Test(arguments: [["list"], ["history", "last"], ["graph", "last"], ["resume"], ["rebuild"]])
        func aLogInMemoryIsGoneWhenItCouldBeRead(arguments: [String]) async throws {
            let scene = try Scene()
            let (end, output, errors) = try await onThread {
                try scene.run(arguments + ["--out", scene.out, "--store", "memory"])
            }
            #expect(end == .exit(2))
            #expect(output.isEmpty)
            #expect(errors.hasPrefix("payroll-demo: a log in memory") && errors.filter(\.isNewline).count == 1)
        }

        @Test func aReaderThatGoesAwayEndsNoRun() async throws {
            let scene = try Scene()
            let end = try await onThread {
                let command = #""$0" "$@" | head -n 1"#
                let child = try Child(
                    "/bin/sh", ["-c", command, Program.path] + Payroll.succeeding.run(scene), log: scene.root + "/sh")
                return try child.wait()
            }
            #expect(end == .exit(0))
            let (_, list, _) = try await onThread { try scene.run(scene.command("list")) }
            // The shell waits for the whole pipeline.
            #expect(list.contains("SUCCEEDED"), "\(list)")
        }

        /// As the help of `--out` and `--store` says.
        @Test(arguments: ["sqlite:ROOT/log/l.sqlite", "memory"])
        func theMailIsBesideTheLog(store: String) async throws {
            let scene = try Scene()
            let store = store.replacingOccurrences(of: "ROOT", with: scene.root)
            let end = try await onThread { try scene.run(Payroll.succeeding.run(scene) + ["--store", store]).end }
            #expect(end == .exit(0))
            let beside =
                (try? FileManager.default.contentsOfDirectory(atPath: scene.root + "/log/mail/success/new")) ?? []
            #expect(beside.count == (store == "memory" ? 0 : 1))
            #expect(scene.mails("success/new").count == (store == "memory" ? 1 : 0))
        }

        @Test func listShowsWhatACatchTook() async throws {
            let scene = try Scene()
            let (_, list, _) = try await onThread {
                _ = try scene.run(Payroll.failing.run(scene))
                return try scene.run(scene.command("list"))
            }
            #expect(list.hasSuffix("  caught generatePaystubs\n"), "\(list)")
        }

        @Test(.enabled(if: Graphviz.program() != nil, "Graphviz is not installed"))
        func graphvizDrawsARun() async throws {
            let scene = try Scene()
            let picture = scene.root + "/run.svg"
            let (end, _, errors) = try await onThread {
                let run = try scene.run(Payroll.failing.run(scene))
                #expect(run.end == .exit(1), "\(run.output)\(run.errors)")
                return try scene.run(["graph", "last", "--out", scene.out, "--svg", picture])
            }
            #expect(end == .exit(0), "\(errors)")
            let parser = XMLParser(data: try Data(contentsOf: URL(filePath: picture)))
            let names = ElementNames()
            parser.delegate = names
            #expect(parser.parse(), "\(String(describing: parser.parserError))")
            #expect(names.names.first == "svg")
            #expect(names.names.count { $0 == "text" } > 5)
        }

        @Test func aStuckRunEndsItsFollowAndAResumeTriesItAgain() async throws {
            let scene = try Scene()
            let payroll = Payroll.succeeding
            let (end, output) = try await onThread { () -> (Child.End, String) in
                for round in 0..<20 {
                    let pipes = try scene.pipes()
                    let child = try scene.start(
                        round == 0 ? payroll.run(scene) : payroll.resume(scene),
                        environment: pipes.environment(only: "after effect processData"))
                    guard try pipes.next(of: child) != nil else { return (try child.wait(), child.output) }
                    #expect(child.stop(with: SIGKILL) == .signal(SIGKILL))
                }
                return (.exit(0), "it was never stuck")
            }
            #expect(end == .exit(1))
            #expect(output.contains("The payroll is stuck."), "\(output)")
            let stuck = try await onThread { try scene.run(["list", "--status", "STUCK", "--out", scene.out]) }
            #expect(stuck.output.contains(" STUCK "), "\(stuck.output)")
            let resumed = try await onThread { try scene.run(payroll.resume(scene)) }
            #expect(resumed.end == .exit(0), "\(resumed.output)\(resumed.errors)")
            #expect(resumed.output.contains("Trying again "))
            #expect(resumed.output.contains("The payroll is done."))
            #expect(resumed.output.contains("processData         begins again (run "), "\(resumed.output)")
        }

        @Test func aFileThatSomebodyWritesIsPaidWhenItIsClosed() async throws {
            let scene = try Scene()
            var random = SeededGenerator(seed: 1)
            let whole = Timesheets.text(&random)
            let half = Timesheets.header + "\r\n"
            try FileManager.default.createDirectory(atPath: scene.inbox, withIntermediateDirectories: true)
            try scene.write(half, to: "inbox/a.csv")
            try scene.write(Timesheets.text(&random), to: "inbox/b.csv")
            // Old enough that nothing but the open file keeps the watch from paying it.
            for name in ["a", "b"] { try age("\(scene.inbox)/\(name).csv") }
            // Not to be inherited by the program, or that would have it open itself.
            let descriptor = open(scene.inbox + "/a.csv", O_WRONLY | O_CLOEXEC)
            let writer = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            // Other people's files and some file systems have no leases.
            guard FileLook.writers(of: scene.inbox + "/a.csv") == .some else {
                try Test.cancel("this file system does not tell whether a file is open for writing")
            }
            let child = try await onThread {
                let child = try scene.start(scene.watch)
                // Files are started by their names, so the first one was passed over by then.
                try child.waitForOutput("b.csv: started")
                return child
            }
            #expect(!child.output.contains("a.csv: started"), "\(child.output)")
            try writer.write(contentsOf: Data(whole.utf8))
            try writer.close()
            try age(scene.inbox + "/a.csv")
            try await onThread { try child.waitForOutput("a.csv: The payroll is done.") }
            let end = try await onThread {
                child.send(SIGTERM)
                return try child.wait()
            }
            #expect(end == .exit(0))
            let directory = try #require(
                try FileManager.default.contentsOfDirectory(atPath: scene.out).first { $0.hasPrefix("a-") })
            #expect(try String(contentsOfFile: "\(scene.out)/\(directory)/timesheet.csv", encoding: .utf8) == whole)
        }

        @Test func aStateMayBeNamedLikeAnEndOfThePicture() throws {
            let machine = try StateMachine(
                name: "m",
                definition: """
                    {"StartAt": "start", "States": {"start": {"Type": "Pass", "Next": "end"},
                      "end": {"Type": "Pass", "Next": "finish"}, "finish": {"Type": "Pass", "End": true}}}
                    """,
                role: Role(arn: "arn:aws:iam::123456789012:role/m", resources: []))
            let graph = MachineGraph(definition: machine.definition, path: [])
            let lines = graph.mermaid.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            let edges = lines.filter { $0.contains("-.->") }
            let ids = ["start", "end", "finish"].map { name in
                lines.first { $0.contains("[\"\(name)\"]") }.map { String($0.prefix { $0 != "[" }) } ?? "?"
            }
            let (start, end, finish) = (ids[0], ids[1], ids[2])
            #expect(
                Set(edges) == [
                    "start -.-> \(start)", "\(start) -.-> \(end)", "\(end) -.-> \(finish)", "\(finish) -.-> finish",
                ])
        }

        private func age(_ path: String) throws {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: path)
        }
    }
}

/// The elements of a document, in order.
private final class ElementNames: NSObject, XMLParserDelegate {
    private(set) var names: [String] = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        names.append(name)
    }
}
