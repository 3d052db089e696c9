import Engine
import EventLog
import JSON
import Payroll

/// Starts the run of a file that was dropped into a folder, once for its content.
struct TimesheetStarter: Sendable {
    let service: PayrollService
    let out: String
    let rates: String

    func start(_ file: FolderWatcher.File) async throws -> StartResult {
        let name = "timesheet-\(file.content.hex.prefix(32))"
        if let execution = try await service.engine.client.execution(named: name, of: PayrollMachine.name) {
            // The same content may have come under another path, and so with other input.
            return StartResult(execution: execution, name: name, isNew: false)
        }
        let stem = file.name.dropLast(4)
        let input = ProcessDataInput(
            timesheet: file.path, out: "\(out)/\(stem)-\(file.content.hex.prefix(8))", rates: rates)
        return try await service.engine.start(
            PayrollMachine.name, input: try JSONValueEncoder().encode(input).text, name: name,
            startedBy: "payroll-demo watch")
    }
}
