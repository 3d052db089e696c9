import JSON

/// Finds texts that look as if they should be evaluated and are not.
enum StaticText {
    /// Whether a text looks like a path or an intrinsic call.
    static func looksEvaluated(_ text: String) -> Bool {
        text == "$" || text == "$$" || text.hasPrefix("$.") || text.hasPrefix("$$.") || text.hasPrefix("$[")
            || (text.hasPrefix("States.") && text.hasSuffix(")"))
    }

    /// Warns of every member of a template whose value looks evaluated while its key does not end in `.$`.
    static func warnOfPaths(in value: JSONValue, at location: JSONPointer, code: DiagnosticCode, _ findings: Findings) {
        switch value {
        case .object(let object):
            for (key, member) in object {
                let place = location.appending(key)
                if case .string(let text) = member {
                    guard !key.hasSuffix(".$"), looksEvaluated(text) else { continue }
                    findings.warning(
                        code,
                        "The value of '\(key)' looks like a path or a call; it is a plain text without '.$' "
                            + "at the end of the key", at: place)
                } else {
                    warnOfPaths(in: member, at: place, code: code, findings)
                }
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                warnOfPaths(in: element, at: location.appending(index), code: code, findings)
            }
        case .null, .bool, .number, .string:
            break
        }
    }

    /// Warns of members of a Pass state's `Result` that ask to be evaluated, which a result never is.
    static func warnOfStaticResult(in value: JSONValue, at location: JSONPointer, _ findings: Findings) {
        switch value {
        case .object(let object):
            for (key, member) in object {
                let place = location.appending(key)
                if key.hasSuffix(".$"), case .string(let text) = member, looksEvaluated(text) {
                    findings.warning(
                        .passResultIsStatic, "'Result' is taken literally; use 'Parameters' to evaluate '\(key)'",
                        at: place)
                } else {
                    warnOfStaticResult(in: member, at: place, findings)
                }
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                warnOfStaticResult(in: element, at: location.appending(index), findings)
            }
        case .null, .bool, .number, .string:
            break
        }
    }
}
