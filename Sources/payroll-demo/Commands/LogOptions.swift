import ArgumentParser
import Engine
import EventLog

/// The log of runs that were made before.
struct LogOptions: ParsableArguments {
    static let defaultOut = "payroll-out"

    @Option(
        name: .long,
        help: "The directory that the runs wrote to; its daybook.sqlite is the log, unless --store names another one.")
    var out = LogOptions.defaultOut

    @OptionGroup var storeOptions: StoreOptions

    func validate() throws {
        try Empty.refuse(out, "--out")
    }

    /// Opens the log, calls `body`, and closes it. An auditor who may only read needs nothing more.
    func reading(_ body: (OpenStore, ExecutionClient) async throws -> Int32) async throws -> Int32 {
        try await with(try await storeOptions.openExisting(out: out, readOnly: true), body)
    }

    /// Opens the log for changes, calls `body`, and closes it.
    func writing(_ body: (OpenStore, ExecutionClient) async throws -> Int32) async throws -> Int32 {
        try await with(try await storeOptions.openExisting(out: out, readOnly: false), body)
    }

    private func with(
        _ open: OpenStore, _ body: (OpenStore, ExecutionClient) async throws -> Int32
    ) async throws -> Int32 {
        let client = ExecutionClient(store: open.store, configuration: storeOptions.engineConfiguration)
        do {
            let code = try await body(open, client)
            await open.close()
            return code
        } catch {
            await open.close()
            throw error
        }
    }
}
