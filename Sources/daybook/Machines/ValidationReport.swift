import JSON
import StatesLanguage

/// What was found in a definition.
struct ValidationReport {
    let file: MachineFile
    let diagnostics: [Diagnostic]

    init(_ file: MachineFile) {
        self.file = file
        do throws(DefinitionError) {
            diagnostics = try StateMachineDefinition(parsing: file.text).warnings
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
        writer.key("line")
        writer.int(line)
        writer.key("column")
        writer.int(column)
        writer.endObject()
    }
}
