import JSON

/// Warns of Retriers and Catchers, and of names in them, that nothing ever reaches.
struct ErrorRuleAdvice {
    let findings: Findings

    /// Names the specification has and the service does not report: it says `States.Runtime`, which nothing takes.
    private static let neverReported: Set<String> = [
        PredefinedError.runtime, PredefinedError.noChoiceMatched, PredefinedError.parameterPathFailure,
        PredefinedError.resultPathMatchFailure, PredefinedError.intrinsicFailure,
    ]

    /// - Parameter hasHeartbeat: whether the state can miss a heartbeat; nil where it is no task.
    func check(_ matchers: [ErrorMatcher], _ field: String, of state: JSONPointer, hasHeartbeat: Bool?) {
        var earlier: [String] = []
        for (index, matcher) in matchers.enumerated() {
            let place = state.appending(field).appending(index)
            let reasons = matcher.names.map { reason($0, earlier) }
            if let reason = reasons.first, reasons.allSatisfy({ $0 != nil }) {
                let rule = field == "Retry" ? "Retrier" : "Catcher"
                findings.warning(.ruleNeverApplies, "This \(rule) never applies: \(reason ?? "")", at: place)
            } else {
                for (position, reason) in reasons.enumerated() {
                    guard let reason else { continue }
                    findings.warning(
                        .ruleNeverApplies, "This name is never met: \(reason)",
                        at: place.appending("ErrorEquals").appending(position))
                }
            }
            if hasHeartbeat == false, matcher.names == [PredefinedError.heartbeatTimeout] {
                findings.inferred(
                    .ruleNeverApplies, "No heartbeat can be missed: the task has no 'HeartbeatSeconds'", at: place)
            }
            earlier += matcher.names
        }
    }

    private func reason(_ name: String, _ earlier: [String]) -> String? {
        if ErrorRuleAdvice.neverReported.contains(name) {
            return name == PredefinedError.runtime
                ? "nothing takes '\(name)'" : "'\(name)' is reported as 'States.Runtime', which nothing takes"
        }
        guard let other = earlier.first(where: { ErrorRuleAdvice.takes($0, all: name) }) else { return nil }
        return "the earlier '\(other)' takes what '\(name)' would"
    }

    /// Whether one name takes every error that another one does.
    private static func takes(_ name: String, all other: String) -> Bool {
        if name == other { return true }
        switch name {
        case PredefinedError.all: return true
        case PredefinedError.taskFailed:
            return ![PredefinedError.all, PredefinedError.timeout, PredefinedError.heartbeatTimeout].contains(other)
        case PredefinedError.timeout: return other == PredefinedError.heartbeatTimeout
        default: return false
        }
    }
}
