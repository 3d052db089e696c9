import Foundation
import JSON
import Testing

@testable import StepFunctionsAPI

@Suite("The tables of services") struct TableTests {
    private static let python = Project.root.appending(path: ".build-clients/bin/python3").path

    @Test func `say what the models of botocore say`() throws {
        let operations = AWSService.names.compactMap { AWSService.named($0)?.rest?.operations.count }.reduce(0, +)
        try compare(TableDescription.all, by: "tables.py", count: operations)
    }

    @Test func `know the shapes of results as the models of botocore have them`() throws {
        let shapes = MockShape.all.mapValues(TableDescription.shape)
        #expect(shapes.count > 70)
        try compare(
            .object(JSONObject(uniqueKeysWithValues: shapes.map { ($0, $1) })), by: "shapes.py", count: shapes.count)
    }

    private func compare(_ description: JSONValue, by script: String, count: Int) throws {
        guard FileManager.default.isExecutableFile(atPath: Self.python) else {
            Issue.record("botocore is missing: run scripts/setup test")
            return
        }
        let file = FileManager.default.temporaryDirectory.appending(path: "daybook-tables-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(description.utf8).write(to: file)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.python)
        process.arguments = [Project.root.appending(path: "Tests/DaybookTests/Clients/\(script)").path, file.path]
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        let (said, complained) = (output.fileHandleForReading.readDataToEndOfFile(), errors.fileHandleForReading)
        let complaint = String(decoding: complained.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(complaint)")
        #expect(String(decoding: said, as: UTF8.self) == "\(count)\n")
    }
}
