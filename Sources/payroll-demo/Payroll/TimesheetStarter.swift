import Engine
import EventLog
import JSON
import Payroll

/// Starts the run of a file that was dropped into a folder, once for its content.
struct TimesheetStarter: Sendable {
    let engine: ExecutionEngine
    let out: String
    let rates: String?

    /// What is paid is what was hashed: the run has its own copy of the timesheet and of the rates.
    ///
    /// - Throws: `EngineError`, or `FileError` and `CommandFailure` where there is no copy; nothing was started then.
    func start(_ file: FolderWatcher.File) async throws -> StartResult {
        let name = "timesheet-\(file.content.hex.prefix(32))"
        // The same content may have come under another path, and so with other input.
        if let execution = try await engine.client.execution(named: name, of: PayrollMachine.name) {
            return StartResult(execution: execution, name: name, isNew: false)
        }
        let directory = "\(out)/\(file.name.dropLast(4))-\(file.content.hex.prefix(8))"
        let rates = RatesSource(named: rates, beside: file.path.parentDirectory)
        let input = try await BlockingWork.run { _ in
            try TimesheetStarter.copy(file, rates, into: directory)
        }
        do {
            return try await engine.start(
                PayrollMachine.name, input: try JSONValueEncoder().encode(input).text, name: name,
                startedBy: "payroll-demo watch")
        } catch EngineError.executionAlreadyExists(_, let execution) {
            return StartResult(execution: execution, name: name, isNew: false)
        }
    }

    private static func copy(
        _ file: FolderWatcher.File, _ rates: RatesSource, into directory: String
    ) throws -> ProcessDataInput {
        let input = ProcessDataInput(
            timesheet: directory + "/timesheet.csv", out: directory, rates: directory + "/rates.json")
        let timesheet = try StagedFile(replacing: input.timesheet)
        var hash = ContentHash()
        var chunk: [UInt8] = []
        let reader = try FileReader(file.path)
        while try reader.read(into: &chunk) {
            hash.add(chunk)
            try timesheet.write(chunk)
        }
        guard hash.value == file.content else { throw CommandFailure("it changes while it is read") }
        let copy = try StagedFile(replacing: directory + "/rates.json")
        try copy.write(rates.bytes())
        try copy.commit()
        try timesheet.commit()
        return input
    }
}
