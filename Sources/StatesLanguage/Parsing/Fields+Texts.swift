import JSON

extension Fields {
    /// A constant timestamp.
    func timestamp(_ key: String) -> Instant? {
        guard let text = string(key) else { return nil }
        guard let instant = Instant(rfc3339: text) else {
            findings.schema("String does not match RFC3339 timestamp", at: place(key))
            return nil
        }
        return instant
    }

    /// Warns of a constant text that looks like a path, where a field with `Path` at its end would read it as one.
    func warnOfPath(_ text: String, in key: String) {
        guard StaticText.looksEvaluated(text) else { return }
        findings.warning(
            .noPath,
            "The value of '\(key)' looks like a path; it is a plain text without 'Path' at the end of the field",
            at: place(key))
    }
}
