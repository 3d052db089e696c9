import JSON

extension DefinitionError {
    /// A text that is not one JSON document.
    init(_ error: JSONError) {
        let code: DiagnosticCode
        switch error.kind {
        case .emptyInput: code = .missingDescription
        case .tooDeep: code = .tooDeeplyNested
        case .duplicateKey where error.pointer.tokens.dropLast() == ["States"]: code = .duplicateStateName
        default: code = .invalidJSONDescription
        }
        self.init(diagnostics: [
            Diagnostic(
                severity: .error, code: code, message: "\(error.kind)", location: error.pointer, line: error.line,
                column: error.column)
        ])
    }
}
