import JSON
import StatesLanguage

/// What was found in a definition.
struct ValidationReport {
    let file: MachineFile
    let diagnostics: [Diagnostic]

    /// - Parameter atMostOnce: resources, whole or by their function's name, that are declared to run at most once.
    init(_ file: MachineFile, type: StateMachineType = .standard, atMostOnce: [String] = []) {
        self.file = file
        do throws(DefinitionError) {
            let definition = try StateMachineDefinition(parsing: file.text, type: type)
            let repetitions = RepetitionAdvice.diagnostics(
                of: definition, text: JSONText(unchecked: Array(file.text.utf8)[...])
            ) { resource in
                atMostOnce.contains { resource == $0 || resource.hasSuffix(":function:\($0)") }
            }
            diagnostics = (definition.warnings + repetitions).sorted { ($0.line, $0.column) < ($1.line, $1.column) }
        } catch {
            diagnostics = error.diagnostics
        }
    }

    /// Whether the machine would be refused.
    var isRefused: Bool { diagnostics.contains { $0.severity == .error } }

    /// The most diagnostics that the service gives.
    private static let most = 100

    /// As `ValidateStateMachineDefinition` answers, and the file, line and column beside.
    var json: JSONText {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("file")
        writer.string(file.name)
        writer.key("result")
        writer.string(isRefused ? "FAIL" : "OK")
        writer.key("diagnostics")
        writer.beginArray()
        for diagnostic in diagnostics.prefix(ValidationReport.most) { diagnostic.write(to: &writer) }
        writer.endArray()
        writer.key("truncated")
        writer.bool(diagnostics.count > ValidationReport.most)
        writer.endObject()
        return JSONText(unchecked: writer.utf8[...])
    }
}

extension Diagnostic {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        for (name, value) in [
            ("severity", severity.rawValue.uppercased()), ("code", code.rawValue), ("message", message),
            ("location", location.description),
        ] {
            writer.key(name)
            writer.string(value)
        }
        if let detail {
            writer.key("detail")
            writer.string(detail)
        }
        if isInferred {
            writer.key("inferred")
            writer.bool(true)
        }
        writer.key("line")
        writer.int(line)
        writer.key("column")
        writer.int(column)
        writer.endObject()
    }
}
