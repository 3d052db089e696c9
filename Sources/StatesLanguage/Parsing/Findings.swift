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
    }

    private(set) var all: [Finding] = []

    var hasErrors: Bool { all.contains { $0.severity == .error } }

    func error(_ code: DiagnosticCode, _ message: String, at location: JSONPointer) {
        all.append(Finding(severity: .error, code: code, message: message, location: location))
    }

    /// A fault of form: the kind that most are of.
    func schema(_ message: String, at location: JSONPointer) {
        error(.schemaValidationFailed, message, at: location)
    }

    func notSupportedYet(_ what: String, at location: JSONPointer) {
        error(.notSupportedYet, "\(what) not supported yet by this version", at: location)
    }

    func warning(_ code: DiagnosticCode, _ message: String, at location: JSONPointer) {
        all.append(Finding(severity: .warning, code: code, message: message, location: location))
    }

    func path(_ error: JSONPathError, expectation: String, at location: JSONPointer) {
        if error.isNotSupportedYet {
            self.error(.notSupportedYet, error.message, at: location)
        } else {
            schema("\(expectation): \(error)", at: location)
        }
    }
}
