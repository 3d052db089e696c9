import Engine
import EventLog
import Foundation
import JSON
import Payroll

extension ExecutionClient {
    /// The executions with a status, oldest first.
    func executions(_ status: RunStatus) async throws -> [StreamSummary] {
        var found: [StreamSummary] = []
        try await forEachExecution(status: status.streamStatus, newestFirst: false) { summary in
            found.append(summary)
            return true
        }
        return found
    }

    /// Refuses an output directory while a run that has not ended writes to it: only one of the two would come through.
    ///
    /// A run has a name of its own, so the one that is there is never the one that was asked for.
    func refuseUnfinished(in out: String, resumption: String?) async throws {
        for status in [RunStatus.running, .stuck] {
            for summary in try await executions(status) where await outputDirectory(of: summary.stream) == out.realPath
            {
                let goOn = resumption.map { "go on with it by \($0), or " } ?? ""
                throw CommandFailure(
                    "\(out) belongs to \(summary.stream.uuid.text), which has not ended: \(goOn)name another --out")
            }
        }
    }

    /// Where an execution writes to; `nil` where this program cannot read that.
    private func outputDirectory(of execution: StreamID) async -> String? {
        guard let input = try? await describe(execution).input,
            let data = try? JSONValueDecoder().decode(ProcessDataInput.self, from: input)
        else { return nil }
        return data.out.realPath
    }
}

extension String {
    /// The path without links, where something is there; else as it is.
    fileprivate var realPath: String {
        guard let found = realpath(self, nil) else { return self }
        defer { free(found) }
        return String(cString: found)
    }
}
