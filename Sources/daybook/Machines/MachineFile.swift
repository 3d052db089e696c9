import ArgumentParser
import Foundation
import StatesLanguage

/// The text of a definition, from a file or from standard input, with its placeholders filled in.
struct MachineFile {
    /// The file as it was named; `-` is standard input.
    let name: String
    let text: String
    /// Placeholders that nothing was given for, each once.
    let unfilled: [String]

    /// Reads a definition.
    ///
    /// - Throws: `CommandFailure` where it cannot be read, or where none of its placeholders has the name of a substitute.
    init(_ name: String, _ substitution: SubstituteOptions = SubstituteOptions()) throws {
        let template = try FileText.read(name)
        let (text, used, unfilled) = Placeholders.fill(template, with: substitution.values)
        let unused = substitution.values.keys.filter { !used.contains($0) }.sorted()
        guard unused.isEmpty else {
            throw CommandFailure("\(name): there is no placeholder ${\(unused[0])} to substitute")
        }
        self.name = name
        self.text = text
        self.unfilled = unfilled
    }

    /// What a machine of this file is called where nobody says otherwise: `payroll` for `payroll.asl.json`.
    var machineName: String {
        let base = URL(filePath: name).lastPathComponent.split(separator: ".").first.map(String.init) ?? "machine"
        let allowed = base.unicodeScalars.filter {
            $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains($0))
        }
        return allowed.isEmpty ? "machine" : String(String(String.UnicodeScalarView(allowed)).prefix(80))
    }
}
