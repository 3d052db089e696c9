import Engine
import EventLog
import JSON
import Testing

@Suite("Executions recorded from the service", .enabled(if: RecordedCases.areHere, RecordedCases.absence))
struct RecordedExecutionTests {
    @Test func `end with the recorded status, output, error and cause`() throws {
        var skipped: [RecordedRun.Skip: Int] = [:]
        var compared = 0
        var different: [String] = []
        var miscounted: [String] = []
        var matchedAfterAll: Set<String> = Self.known
        for (name, recorded) in try RecordedCases.all() {
            do {
                let end = try RecordedRun.end(of: recorded)
                compared += 1
                // What ends differently has another history, too.
                if let events = recorded["expected"]?["events"]?.arrayValue, events.count != end.historyLength,
                    !Self.known.contains(name)
                {
                    miscounted.append(name)
                }
                guard let difference = difference(end, recorded) else { continue }
                if matchedAfterAll.remove(name) == nil { different.append("\(name): \(difference)") }
            } catch let skip as RecordedRun.Skip {
                skipped[skip, default: 0] += 1
            }
        }
        print(
            "recorded executions: \(compared) compared, \(different.count + Self.known.count) different, skipped: \(skipped)"
        )
        #expect(Set(miscounted) == Self.uncounted)
        #expect(different.isEmpty, "\(different.joined(separator: "\n"))")
        #expect(matchedAfterAll.isEmpty, "these are as recorded by now: \(matchedAfterAll)")
        #expect(compared == 431)
    }

    /// Cases whose history has more events than the core counts: it knows no `TaskSubmitted` of `.sync` tasks.
    static let uncounted: Set<String> = [
        "callback/callback/start_execution_sync",
        "credentials/credentials_base/cross_account_states_start_sync_execution[SFN_START_EXECUTION_SYNC_ROLE_ARN_PATH]",
    ]

    /// Cases that end differently, and why.
    static let known: Set<String> = [
        // `States.ALL` takes `States.DataLimitExceeded` in these recordings, against the service's documentation, which
        // the engine follows.
        "error_handling/states_errors/service_task_lambada_catch_state_all_data_limit_exceeded_on_large_utf8_response",
        "error_handling/states_errors/task_lambda_catch_state_all_data_limit_exceeded_on_large_utf8_response",
        // The service gives a time-out no cause; the engine says what ran out.
        "error_handling/task_service_lambda/invoke_timeout", "timeouts/timeouts/fixed_timeout_lambda",
        "timeouts/timeouts/fixed_timeout_service_lambda_with_path",
    ]

    private func difference(_ end: ExecutionState, _ recorded: JSONValue) -> String? {
        if let output = recorded["expected"]?["output"] {
            return end.output.map { isSame($0, output) } ?? false
                ? nil : "\(end.output?.string ?? "-") for \(output.text)"
        }
        guard let last = recorded["expected"]?["events"]?.arrayValue?.last, let type = last["type"]?.stringValue else {
            return nil
        }
        let status: ExecutionStatus =
            switch type {
            case "ExecutionSucceeded": .succeeded
            case "ExecutionFailed": .failed
            case "ExecutionTimedOut": .timedOut
            default: .aborted
            }
        guard end.status == status else {
            return "\(end.status.rawValue) (\(end.error ?? "-"): \(end.cause ?? "-")) for \(status.rawValue)"
        }
        if let output = last["executionSucceededEventDetails"]?["output"] {
            return end.output.map { isSame($0, output) } ?? false
                ? nil : "\(end.output?.string ?? "-") for \(output.text)"
        }
        guard let details = last["executionFailedEventDetails"] ?? last["executionTimedOutEventDetails"] else {
            return nil
        }
        for (name, ours, theirs) in [
            ("error", end.error, details["error"]?.stringValue),
            ("cause", end.cause, details["cause"].map { $0.stringValue ?? $0.text }),
        ] where !isSame(.string(ours ?? ""), .string(theirs ?? "")) {
            return "\(name) '\(ours ?? "-")' for '\(theirs ?? "-")'"
        }
        return nil
    }

    private func isSame(_ output: JSONText, _ recorded: JSONValue) -> Bool {
        guard let ours = try? output.value() else { return false }
        if case .string(let text) = recorded, let theirs = try? JSONValue(parsing: text), isSame(ours, theirs) {
            return true
        }
        return isSame(ours, recorded)
    }

    /// Whether values are the same but for placeholders; JSON within texts is compared as JSON.
    private func isSame(_ ours: JSONValue, _ theirs: JSONValue) -> Bool {
        switch (ours, theirs) {
        case (.string(let ours), .string(let theirs)):
            if matches(ours, theirs) { return true }
            guard let inner = try? JSONValue(parsing: ours), let outer = try? JSONValue(parsing: theirs) else {
                return false
            }
            return isSame(inner, outer)
        case (_, .string(let theirs)): return theirs.hasPrefix("<") && theirs.hasSuffix(">")
        case (.array(let ours), .array(let theirs)):
            return ours.count == theirs.count && zip(ours, theirs).allSatisfy { isSame($0, $1) }
        case (.object(let ours), .object(let theirs)):
            return ours.count == theirs.count
                && theirs.allSatisfy { member in ours[member.key].map { isSame($0, member.value) } ?? false }
        default: return ours == theirs
        }
    }

    /// Whether a text is the recorded one; `<name>` stands for any text.
    private func matches(_ text: String, _ recorded: String) -> Bool {
        var pieces: [Substring] = []
        var rest = recorded[...]
        while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
            pieces.append(rest[..<open])
            rest = rest[rest.index(after: close)...]
        }
        guard let first = pieces.first else { return text == recorded }
        guard text.hasPrefix(first), text.hasSuffix(rest) else { return false }
        var from = text.index(text.startIndex, offsetBy: first.count)
        for piece in pieces.dropFirst() where !piece.isEmpty {
            guard let found = text[from...].firstRange(of: piece) else { return false }
            from = found.upperBound
        }
        return true
    }
}
