import Console
import JSON
import StatesLanguage

/// Prints diagnostics as compilers do, in colour where somebody sees it.
struct DiagnosticPrinter {
    let terminal: Terminal

    func show(_ report: ValidationReport) {
        let lines = report.file.text.split(separator: "\n", omittingEmptySubsequences: false)
        for diagnostic in report.diagnostics {
            let isError = diagnostic.severity == .error
            let severity = terminal.styled(
                "\(diagnostic.severity.rawValue)\(diagnostic.isInferred ? " (inferred)" : ""):",
                isError ? .red : .yellow)
            let place = terminal.styled("\(report.file.name):\(diagnostic.line):\(diagnostic.column):", .bold)
            let pointer = diagnostic.location.description
            terminal.line(
                "\(place) \(severity) \(diagnostic.fullMessage) "
                    + terminal.styled("[\(diagnostic.code.rawValue)] at \(pointer.isEmpty ? "/" : pointer)", .dim))
            guard lines.indices.contains(diagnostic.line - 1) else { continue }
            excerpt(String(lines[diagnostic.line - 1]), diagnostic, style: isError ? .red : .yellow)
        }
        for name in report.file.unfilled {
            terminal.line("\(report.file.name): note: ${\(name)} stays as it is; give it with --substitute \(name)=…")
        }
        terminal.line(summary(report))
    }

    private func summary(_ report: ValidationReport) -> String {
        let errors = report.diagnostics.count { $0.severity == .error }
        let warnings = report.diagnostics.count - errors
        let counts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
        return "\(report.file.name): " + (counts.isEmpty ? terminal.styled("ok", .green) : counts)
    }

    private func excerpt(_ line: String, _ diagnostic: Diagnostic, style: Terminal.Style) {
        let excerpt = SourceExcerpt(line: line, column: diagnostic.column)
        let number = "\(diagnostic.line)"
        terminal.line("\(terminal.styled(" \(number) |", .dim)) \(excerpt.text)")
        let margin = String(repeating: " ", count: number.count + 1)
        terminal.line("\(terminal.styled("\(margin) |", .dim)) \(excerpt.indent)\(terminal.styled("^", style))")
    }
}
