import ArgumentParser

/// The query language in which the payroll's machine is written.
enum MachineLanguage: String, CaseIterable, ExpressibleByArgument {
    /// Payloads are handed from state to state.
    case jsonpath
    /// What one task leaves for another is a variable.
    case jsonata

    /// The machine's file among the examples.
    var file: String {
        switch self {
        case .jsonpath: "payroll.asl.json"
        case .jsonata: "payroll.jsonata.asl.json"
        }
    }

    /// What the file holds.
    var definition: [UInt8] {
        switch self {
        case .jsonpath: PackageResources.payroll_asl_json
        case .jsonata: PackageResources.payroll_jsonata_asl_json
        }
    }
}
