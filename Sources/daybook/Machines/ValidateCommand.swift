import ArgumentParser
import Console
import JSON
import StatesLanguage

/// `daybook validate`.
struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check state machines, and say what is wrong and where.",
        discussion: """
            Each fault is printed as compilers do: file, line, column, what is wrong, its code, the place as a JSON pointer, and the line itself. What the service refuses when a machine is created is an error, and codes and messages are those of ValidateStateMachineDefinition. Warnings go further than the service: what can never happen, what may wait for ever, what may run twice. With --format json the answer is one object for each file, as the service gives it. A file named - is standard input.

            EXIT CODES
              0   no errors; there may be warnings
              1   at least one machine would be refused
              2   a file cannot be read
              64  the command line is wrong

            EXAMPLES
              daybook validate payroll.asl.json
              daybook validate machines/*.json --format json
              daybook validate template.json --substitute ProcessData=arn:aws:lambda:us-east-1:123456789012:function:p
            """)

    /// What the machine is to be, as the service names it.
    enum MachineType: String, ExpressibleByArgument, CaseIterable {
        case standard = "STANDARD"
        case express = "EXPRESS"

        var type: StateMachineType {
            switch self {
            case .standard: .standard
            case .express: .express
            }
        }
    }

    /// How the answer is written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("The definitions.", valueName: "file"))
    var files: [String]

    @Option(name: .long, help: "text for a person, json for a program.")
    var format = Format.text

    @Option(name: .long, help: "What the machine is to be: STANDARD or EXPRESS.")
    var type = MachineType.standard

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A resource, whole or by its function's name, that is declared to run at most once. May be given more than once.",
            valueName: "resource"))
    var atMostOnce: [String] = []

    @OptionGroup var substitution: SubstituteOptions

    func validate() throws {
        if files.isEmpty { throw ValidationError("name at least one file") }
    }

    func run() async throws {
        try await endingWithCode {
            var isRefused = false
            let printer = DiagnosticPrinter(terminal: Terminal())
            for name in files {
                let file = try MachineFile(name, substitution)
                let report = ValidationReport(file, type: type.type, atMostOnce: atMostOnce)
                isRefused = isRefused || report.isRefused
                switch format {
                case .text: printer.show(report)
                case .json: StandardStream.output.write(report.json.string + "\n")
                }
            }
            return isRefused ? 1 : 0
        }
    }
}
