import EventLog
import Foundation
import Testing

extension RecoveryTests {
    /// What the log tells its readers, through the program itself.
    @Suite(.serialized) struct AuditTests {
        /// A scene with one payroll that has ended, and its execution.
        private func ended(_ payroll: Payroll, on kind: StoreKind) async throws -> (Scene, StreamID) {
            let scene = try await Scene(on: kind)
            let end = try await onThread { try scene.run(payroll.run(scene)).end }
            #expect(end == .exit(payroll.exitCode))
            return (scene, try #require(try await scene.log.snapshot().executions.first))
        }

        @Test(arguments: StoreKind.allCases) func aFlippedByteIsFound(_ kind: StoreKind) async throws {
            let (scene, execution) = try await ended(.succeeding, on: kind)
            let verify = scene.command("history", execution.uuid.text, "--verify")
            let (whole, wholeOutput, _) = try await onThread { try scene.run(verify) }
            #expect(whole == .exit(0))
            #expect(wholeOutput.contains("The chain holds: 23 events"))

            let flip = """
                UPDATE event SET payload = replace(payload, '"employees":5', '"employees":4')
                WHERE category = 'execution' AND type = 'TaskSucceeded' AND payload LIKE '%"employees":5%' AND version = 5
                """
            #expect(throws: (any Error).self) { try scene.log.rows(flip) }
            try scene.log.tamper(flip)
            let (broken, output, _) = try await onThread { try scene.run(verify) }
            #expect(broken == .exit(1))
            #expect(output.contains("is broken: event 5 is not what was recorded"), "\(output)")
            guard kind == .postgres else { return }
            let problems = try await scene.log.snapshot(audited: true).problems
            #expect(problems == ["audit.verify_all: execution 23 1 \(execution.uuid.text) 5 changed"])
        }

        /// On SQLite alone: who can write the file needs no database to change it.
        @Test func aByteFlippedInTheFileItselfIsFound() async throws {
            let (scene, execution) = try await ended(.failing, on: .sqlite)
            var bytes = try Data(contentsOf: URL(filePath: scene.store))
            let cause = Data("was told to fail".utf8)
            var count = 0
            while let place = bytes.range(of: cause, in: 0..<bytes.count) {
                bytes.replaceSubrange(place, with: Data("was told to fall".utf8))
                count += 1
            }
            #expect(count > 0)
            try bytes.write(to: URL(filePath: scene.store))
            let (end, output, _) = try await onThread {
                try scene.run(["history", execution.uuid.text, "--verify", "--out", scene.out])
            }
            #expect(end == .exit(1))
            #expect(output.contains("is not what was recorded"), "\(output)")
        }

        @Test(arguments: StoreKind.allCases) func historyAndListTellEveryEventAndEveryRun(_ kind: StoreKind)
            async throws
        {
            let (scene, execution) = try await ended(.failing, on: kind)
            let (end, output, _) = try await onThread {
                try scene.run(scene.command("history", String(execution.uuid.text.prefix(13))))
            }
            #expect(end == .exit(0))
            let log = try await scene.log.snapshot()
            let events = try #require(log.streams[execution])
            let lines = output.split(separator: "\n")
            #expect(lines.count == events.count)
            for (line, event) in zip(lines, events) {
                #expect(line.contains(" \(event.type) "))
                #expect(line.hasSuffix(String(decoding: event.payload, as: UTF8.self)))
            }

            let (_, list, _) = try await onThread { try scene.run(scene.command("list")) }
            #expect(list.split(separator: "\n").count == 1)
            #expect(list.hasPrefix(execution.uuid.text) && list.contains("SUCCEEDED"), "\(list)")
            let running = try await onThread { try scene.run(scene.command("list", "--status", "RUNNING")) }
            #expect(running.output == "There are no runs.\n")
            let unknown = try await onThread { try scene.run(scene.command("history", "nobody")) }
            #expect(unknown.end == .exit(2))
            #expect(unknown.errors == "payroll-demo: there is no execution 'nobody'; payroll-demo list shows them\n")
        }

        @Test(arguments: StoreKind.allCases) func graphDrawsThePathThatWasTaken(_ kind: StoreKind) async throws {
            let (scene, execution) = try await ended(.failing, on: kind)
            let (end, output, _) = try await onThread {
                try scene.run(scene.command("graph", execution.uuid.text))
            }
            #expect(end == .exit(0))
            #expect(output.hasPrefix("flowchart TD\n"))
            let marks = [
                "processData": "visited", "generatePaystubs": "failed", "generateReport": "untouched",
                "successNotification": "untouched", "errorNotification": "visited",
            ]
            for (state, mark) in marks {
                let line = output.split(separator: "\n").first { $0.contains("\"\(state)") }
                #expect(line?.hasSuffix(":::\(mark)") == true, "\(output)")
            }
            #expect(output.split(separator: "\n").filter { $0.contains(" ==>") }.count == 4, "\(output)")
        }
    }
}
