import Foundation
import Testing

extension RecoveryTests {
    /// The payroll's machine in JSONata, with variables, does what the one with paths does.
    @Suite(.serialized) struct TwoLanguagesTests {
        @Test(arguments: Payroll.allCases)
        func theMachineInJSONataWritesTheSameFiles(_ payroll: Payroll) async throws {
            let (paths, pathsOutput) = try await files(of: payroll, [])
            let (jsonata, jsonataOutput) = try await files(of: payroll, ["--machine", "jsonata"])
            #expect(jsonata.keys.sorted() == paths.keys.sorted())
            #expect(jsonata == paths)
            #expect(jsonata.keys.contains("report.pdf") == (payroll != .failing))
            #expect(jsonataOutput.split(separator: "\n").count == pathsOutput.split(separator: "\n").count)
        }

        @Test func anotherLanguageIsRefused() async throws {
            let scene = try Scene()
            let (end, _, errors) = try await onThread {
                try scene.run(scene.command("run", scene.timesheet) + ["--machine", "xpath"])
            }
            #expect(end == .exit(64))
            #expect(errors.contains("jsonpath"))
        }

        private func files(of payroll: Payroll, _ words: [String]) async throws -> ([String: Data], String) {
            let scene = try Scene()
            let (end, output, errors) = try await onThread { try scene.run(payroll.run(scene) + words) }
            #expect(end == .exit(payroll.exitCode), "\(output)\(errors)")
            return (try scene.files(), output)
        }
    }
}
