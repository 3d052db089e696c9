import JSON

/// Collects what is found while a definition is read, so that all of it can be reported at once.
///
/// A class, local to one parse: readers of nested parts share it.
final class Findings {
    struct Finding {
        let severity: Diagnostic.Severity
        let code: DiagnosticCode
        let message: String
        let location: JSONPointer
        var isInferred = false
        var detail: String?
        /// What is at fault, where that is inside of what `location` names.
        var mark: JSONPointer?
    }

    private(set) var all: [Finding] = []

    var hasErrors: Bool { all.contains { $0.severity == .error } }

    func error(
        _ code: DiagnosticCode, _ message: String, detail: String? = nil, at location: JSONPointer,
        mark: JSONPointer? = nil
    ) {
        all.append(
            Finding(severity: .error, code: code, message: message, location: location, detail: detail, mark: mark))
    }

    /// A fault of form: the kind that most are of.
    func schema(_ message: String, at location: JSONPointer) {
        error(.schemaValidationFailed, message, at: location)
    }

    /// A field of the other query language, in the service's words.
    ///
    /// - Parameter mark: the field itself; the service places the fault at the state.
    func foreignField(_ key: String, language: QueryLanguage, at location: JSONPointer, mark: JSONPointer) {
        let other: QueryLanguage = language == .jsonata ? .jsonPath : .jsonata
        error(
            .schemaValidationFailed,
            "The QueryLanguage is set to '\(language.rawValue)', but field '\(key)' is only supported for the "
                + "'\(other.rawValue)' QueryLanguage", at: location, mark: mark)
    }

    func notSupportedYet(_ what: String, at location: JSONPointer) {
        error(.notSupportedYet, "\(what) not supported yet by this version", at: location)
    }

    func warning(_ code: DiagnosticCode, _ message: String, at location: JSONPointer) {
        all.append(Finding(severity: .warning, code: code, message: message, location: location))
    }

    /// A warning of what follows from the rest of the definition, as far as it can be known.
    func inferred(_ code: DiagnosticCode, _ message: String, at location: JSONPointer) {
        all.append(
            Finding(severity: .warning, code: code, message: message, location: location, isInferred: true))
    }

    /// What was found, in the order of the document.
    func diagnostics(_ map: JSONSourceMap) -> [Diagnostic] {
        zip(all, map.positions(of: all.map { $0.mark ?? $0.location })).map { finding, position in
            let (line, column) = position ?? (1, 1)
            return Diagnostic(
                severity: finding.severity, code: finding.code, message: finding.message, detail: finding.detail,
                location: finding.location, isInferred: finding.isInferred, line: line, column: column)
        }.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    func path(_ error: JSONPathError, expectation: String, at location: JSONPointer) {
        if error.isNotSupportedYet {
            self.error(.notSupportedYet, error.message, at: location)
        } else {
            self.error(.schemaValidationFailed, expectation, detail: "\(error)", at: location)
        }
    }
}
