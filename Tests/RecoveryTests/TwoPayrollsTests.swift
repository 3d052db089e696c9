import Engine
import EventLog
import Foundation
import Testing

extension RecoveryTests {
    /// Payrolls that share an output directory or a log.
    @Suite(.serialized) struct TwoPayrollsTests {
        /// A scene with a second timesheet and a second log beside the first ones.
        private func scene() throws -> (Scene, other: [String]) {
            let scene = try Scene()
            var random = SeededGenerator(seed: 7)
            try scene.write(Timesheets.text(&random), to: "other.csv")
            return (scene, ["run", scene.root + "/other.csv", "--out", scene.out])
        }

        private func elsewhere(_ scene: Scene) -> [String] { ["--store", "sqlite:\(scene.root)/elsewhere/log.sqlite"] }

        /// Runs the first timesheet up to a checkpoint and kills it there.
        private func kill(_ payroll: Payroll, at checkpoint: String, in scene: Scene) throws {
            let pipes = try scene.pipes()
            let child = try scene.start(payroll.run(scene), environment: pipes.environment(only: checkpoint))
            _ = try #require(try pipes.next(of: child))
            #expect(child.stop(with: SIGKILL) == .signal(SIGKILL))
        }

        @Test(arguments: ["after effect processData", "after effect generatePaystubs", "after effect generateReport"])
        func aResumeNeverReportsWhatAnotherRunLeft(checkpoint: String) async throws {
            let (scene, other) = try scene()
            let (between, after) = try await onThread {
                try kill(.succeeding, at: checkpoint, in: scene)
                #expect(try scene.run(other + elsewhere(scene)).end == .exit(0))
                let between = try scene.files()
                let resumed = try scene.run(Payroll.succeeding.resume(scene))
                return (between, resumed)
            }
            let log = try await scene.log.snapshot()
            let state = try log.state(of: try #require(log.executions.first))
            guard checkpoint != "after effect processData" else {
                // The task had no result yet, so it runs again: the last to split has the directory, and is whole.
                let undisturbed = try await Undisturbed(.succeeding, on: .sqlite)
                #expect(after.end == .exit(0), "\(after.output)\(after.errors)")
                let found = try scene.files().filter { !$0.key.hasPrefix("earlier-") }
                #expect(found == undisturbed.files)
                return
            }
            #expect(after.end == .exit(1), "\(after.output)\(after.errors)")
            #expect(state.caught.map(\.error) == ["FilesOfAnotherRun"])
            let cause = state.caught.first?.cause ?? ""
            #expect(cause.contains("these files belong to another run: made of the timesheet"), "\(cause)")
            #expect(scene.mails("success/new").isEmpty)
            #expect(scene.mails("error/new").count == 1)
            #expect(try scene.files() == between, "the files of the run that came through are as it left them")
        }

        @Test func aRunIsRefusedADirectoryOfARunThatHasNotEnded() async throws {
            let (scene, other) = try scene()
            let link = scene.root + "/link"
            let (first, refused, again, ended) = try await onThread {
                let pipes = try scene.pipes()
                let first = try scene.start(
                    Payroll.timingOut.run(scene), environment: pipes.environment(only: "after effect generatePaystubs"))
                _ = try #require(try pipes.next(of: first))
                try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: scene.out)
                let refused = try scene.run(other)
                let byLink = ["run", scene.timesheet, "--out", link, "--store", "sqlite:\(scene.store)"]
                let again = try scene.run(byLink)
                #expect(try pipes.goOnToEnd(first) == [])
                return (try first.wait(), refused, again, try scene.run(other).end)
            }
            #expect(first == .exit(0))
            let log = try await scene.log.snapshot()
            let id = try #require(log.executions.first).uuid.text
            for (answer, out, goOn) in [
                (refused, scene.out, "payroll-demo resume --out \(scene.out)"),
                (again, link, "payroll-demo resume --out \(link) --store sqlite:\(scene.store)"),
            ] {
                #expect(answer.end == .exit(2))
                #expect(answer.output.isEmpty)
                #expect(
                    answer.errors == "payroll-demo: \(out) belongs to \(id), which has not ended: go on with it by "
                        + "\(goOn), or name another --out\n")
            }
            #expect(ended == .exit(0), "it is free when that run has ended")
            #expect(log.executions.count == 2, "what is refused starts nothing")
        }

        @Test func aFailingRunHasNoReportOfTheOneBeforeBesideIt() async throws {
            let (scene, other) = try scene()
            let before = try await onThread {
                #expect(try scene.run(Payroll.succeeding.run(scene)).end == .exit(0))
                let before = try scene.files()
                #expect(try scene.run(other + ["--fail", "generateReport"]).end == .exit(1))
                return before
            }
            let files = try scene.files()
            #expect(files["rollup.csv"] != nil && files["rollup.csv"] != before["rollup.csv"])
            #expect(files["report.csv"] == nil && files["report.pdf"] == nil)
            let earlier = try #require(files.keys.first { $0.hasPrefix("earlier-") && !$0.contains("/") })
            for (name, content) in before { #expect(files["\(earlier)/\(name)"] == content, "\(name)") }
        }

        @Test func aRunTellsOfTheInterruptedOneThatItGoesOnWith() async throws {
            let (scene, _) = try scene()
            let second = scene.root + "/second"
            let (end, output) = try await onThread {
                try kill(.succeeding, at: "after effect generateReport", in: scene)
                let (end, output, _) = try scene.run([
                    "run", scene.root + "/other.csv", "--out", second, "--store", "sqlite:\(scene.store)", "--fail",
                    "generatePaystubs",
                ])
                return (end, output)
            }
            #expect(end == .exit(1), "the code is that of its own run")
            let log = try await scene.log.snapshot()
            let id = try #require(log.executions.first).uuid.text
            let lines = output.split(separator: "\n").map(String.init)
            #expect(lines.count { $0 == "Also going on with \(id), which was interrupted." } == 1, "\(output)")
            let isPaid = try log.state(of: log.executions[0]).status == .succeeded
            let goOn = "payroll-demo resume --out \(second) --store sqlite:\(scene.store)"
            // Which of the two ends first is left open: the command waits for its own run only. What had not ended when it said so
            // may end while the engine lets its tasks end.
            let told = lines.filter { $0 == "\(id) is paid." || $0 == "\(id) has not ended. Go on with: \(goOn)" }
            #expect(told.count == 1, "\(output)")
            #expect(isPaid || told.first?.hasPrefix("\(id) has not ended.") == true, "\(output)")
        }

        @Test func aRunSaysNothingOfWhatALivingProcessRuns() async throws {
            let (scene, _) = try scene()
            let output = try await onThread {
                let pipes = try scene.pipes()
                let first = try scene.start(
                    Payroll.succeeding.run(scene), environment: pipes.environment(only: "after effect processData"))
                _ = try #require(try pipes.next(of: first))
                let second = try scene.run([
                    "run", scene.root + "/other.csv", "--out", scene.root + "/second", "--store",
                    "sqlite:\(scene.store)",
                ])
                #expect(second.end == .exit(0))
                #expect(try pipes.goOnToEnd(first) == [])
                #expect(try first.wait() == .exit(0))
                return second.output
            }
            #expect(!output.contains("Also going on"), "\(output)")
        }
    }
}
