import EventLog
import Foundation
import PostgresTestCluster
import Testing

extension RecoveryTests {
    /// The server of Postgres crashes, and the program goes on by itself when it is back.
    @Suite(.serialized) struct ServerCrashTests {
        @Test(arguments: Payroll.allCases)
        func aPayrollOutlivesCrashesOfTheServerAtItsCommits(_ payroll: Payroll) async throws {
            let undisturbed = try await Undisturbed(payroll, on: .postgres)
            let cluster = PostgresCluster()
            let log = try await LogDatabase(in: cluster)
            let scene = try Scene { _ in log }
            let crashes = try await onThread {
                let pipes = try scene.pipes()
                let child = try scene.start(payroll.run(scene), environment: pipes.environment())
                var (passed, crashes) = (0, 0)
                while try pipes.next(of: child) != nil {
                    passed += 1
                    // Now before a commit, now after one, now after an effect.
                    if passed % 3 == 0 {
                        try blocking { try await cluster.crash() }
                        crashes += 1
                    }
                    pipes.goOn()
                }
                #expect(try child.wait() == .exit(payroll.exitCode), "\(child.output)\(child.errors)")
                // A server that ends while libpq connects has libpq itself print a warning.
                let errors = child.errors.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("payroll-demo") }
                #expect(errors.isEmpty)
                return crashes
            }
            #expect(crashes >= 10)
            try await undisturbed.expectSameEnd(of: scene, takeovers: 0, "\(crashes) crashes of the server")
            print("\(payroll.rawValue): \(crashes) crashes of the server")
        }

        @Test func aPayrollWaitsForAServerThatIsDown() async throws {
            let undisturbed = try await Undisturbed(.succeeding, on: .postgres)
            let cluster = PostgresCluster()
            let log = try await LogDatabase(in: cluster)
            let scene = try Scene { _ in log }
            try await onThread {
                let pipes = try scene.pipes()
                let child = try scene.start(
                    Payroll.succeeding.run(scene) + ["--verbose"],
                    environment: pipes.environment(only: "after effect generatePaystubs"))
                _ = try #require(try pipes.next(of: child), "\(child.output)\(child.errors)")
                try blocking { try await cluster.stopAtOnce() }
                pipes.goOn()
                // The result of the task is under way now, and nobody takes it.
                try child.waitForErrors("a connection to Postgres was lost")
                try blocking { try await cluster.startAgain() }
                #expect(try child.wait() == .exit(0), "\(child.output)\(child.errors)")
            }
            try await undisturbed.expectSameEnd(of: scene, takeovers: 0, "the server was down")
        }
    }
}
