import ArgumentParser
import Console
import Engine
import EngineTesting
import EventLog
import Foundation
import JSON
import StatesLanguage

/// `daybook run`.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a state machine, and print its path and its output.",
        discussion: """
            The path is printed to standard error as it is taken, the output to standard output. Tasks are answered by a file of mocks or by programs; every task needs one or the other.

            MOCKS
            --mock names a JSON file of answers, by state or by resource (the whole one, or the function's name in a Lambda ARN). The first call of a state gets the first answer, the next one the next; the last is given again from there on.

              {
                "States": { "generateReport": [
                  { "Throw": { "Error": "States.Timeout", "Cause": "too slow" }, "AfterSeconds": 1 },
                  { "Return": { "report": "may.pdf" } } ] },
                "Resources": { "processData": { "Return": { "employees": 3 } } }
              }

            PROGRAMS
            --program RESOURCE=PATH runs a program for each run of a task: the input is JSON on its standard input, the output JSON on its standard output. It fails with an exit code other than 0; the error is then the object {"Error": …, "Cause": …} on its standard output, or else ProgramFailed with what it wrote to standard error. It finds DAYBOOK_STATE, DAYBOOK_RESOURCE, DAYBOOK_ATTEMPT, DAYBOOK_EXECUTION and DAYBOOK_IDEMPOTENCY_KEY in its environment.

            LOG
            The log ends with the program unless --store names one that stays. With --store and --name an interrupted run goes on where it was: run the same command again.

            EXIT CODES
              0   the execution succeeded
              1   it failed, timed out or was stopped
              2   it could not be run
              64  the command line is wrong

            EXAMPLES
              daybook run payroll.asl.json --input '{"timesheet": "may.csv"}' --mock mocks.json
              daybook run payroll.asl.json --input @input.json --program processData=./process.py --mock rest.json
              daybook run payroll.asl.json --input '{}' --mock m.json --store sqlite:runs.sqlite --name may
              daybook run rows.asl.json --mock m.json --store postgres://payroll@db.example/payroll --allow-queries
            """)

    @Argument(help: ArgumentHelp("The definition; - is standard input.", valueName: "file"))
    var file: String

    @Option(
        name: .long, help: ArgumentHelp("The input as JSON, or @FILE for that file's text.", valueName: "JSON|@FILE"))
    var input = "{}"

    @Option(name: .long, help: ArgumentHelp("A file of answers.", valueName: "file"))
    var mock: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Run a program for a resource, by its whole name or its function's. May be given more than once.",
            valueName: "RESOURCE=PATH"))
    var program: [Assignment] = []

    @Option(name: .long, help: ArgumentHelp("The log.", valueName: "sqlite:PATH|postgres://…|memory"))
    var store = RunStore.memory

    @Option(name: .long, help: ArgumentHelp("The execution's name; with the same input it is the same execution."))
    var name: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where distributed Maps find their objects: a folder, with one for each bucket in it.", valueName: "folder")
    )
    var objects: String?

    @Flag(
        name: .long,
        help: "Let distributed Maps ask the log's database by SQL: it answers with the rights of its user.")
    var allowQueries = false

    @Flag(name: .long, help: "Print no path.")
    var quiet = false

    @OptionGroup var substitution: SubstituteOptions

    func run() async throws {
        StandardStream.ignoreSignals()
        try await endingWithCode {
            let machine = try machine()
            let input = input.hasPrefix("@") ? try FileText.read(String(input.dropFirst())) : input
            let handlers = try TaskPrograms(mock: mock, programs: program, for: machine)
            let end = try await store.withStore { store in
                var runner = MachineRunner(machine: machine, handlers: handlers, store: store)
                runner.objects = objects
                runner.allowsQueries = allowQueries
                return try await runner.run(input: input, name: name, printer: quiet ? nil : PathPrinter())
            }
            return show(end)
        }
    }

    private func machine() throws -> StateMachine {
        let file = try MachineFile(file, substitution)
        let role = Role(arn: "arn:aws:iam::123456789012:role/daybook-run", resources: ["*"], topics: ["*"])
        do throws(DefinitionError) {
            return try StateMachine(name: file.machineName, definition: file.text, role: role)
        } catch {
            let first = error.diagnostics.first { $0.severity == .error }
            throw CommandFailure("\(file.name):\(first?.description ?? ""); daybook validate tells all")
        }
    }

    private func show(_ end: ExecutionDescription) -> Int32 {
        guard end.status != .succeeded else {
            StandardStream.output.write((end.output?.string ?? "null") + "\n")
            return 0
        }
        let why = [end.error, end.cause].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ": ")
        StandardStream.error.write("daybook: the execution ended \(end.status.rawValue) \(why)\n")
        return 1
    }
}
