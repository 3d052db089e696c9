import ArgumentParser
import Console
import Engine
import StatesLanguage

/// `daybook graph`.
struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draw a state machine, or what an execution made of it.",
        discussion: """
            Prints a Mermaid flowchart, which Markdown viewers draw, or with --format dot the same for Graphviz. Branches and what a Map does with its items are framed. With --log and --execution the machine is the one that the execution runs, with the path it took and its failures. With --svg a picture is written by Graphviz's dot, where that is installed.

            EXIT CODES
              0   the graph was printed
              2   the file or the log cannot be read, or the machine is wrong; daybook validate says why
              64  the command line is wrong

            EXAMPLES
              daybook graph payroll.asl.json
              daybook graph payroll.asl.json --svg payroll.svg
              daybook graph --log sqlite:payroll.sqlite --execution last
            """)

    /// The language of the picture.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case mermaid, dot
    }

    @Argument(help: ArgumentHelp("The definition; - is standard input.", valueName: "file"))
    var file: String?

    @Option(name: .long, help: ArgumentHelp("The log of the execution.", valueName: "sqlite:PATH|postgres://…"))
    var log: LogLocation?

    @Option(name: .long, help: ArgumentHelp(ExecutionFinder.help, valueName: "execution"))
    var execution: String?

    @Option(name: .long, help: "The language of the picture.")
    var format = Format.mermaid

    @Option(name: .long, help: ArgumentHelp("Write a picture to this file.", valueName: "file"))
    var svg: String?

    @OptionGroup var substitution: SubstituteOptions

    func validate() throws {
        guard (file == nil) != (log == nil), (log == nil) == (execution == nil) else {
            throw ValidationError("name a file, or a log with --log and an execution with --execution")
        }
    }

    func run() async throws {
        try await endingWithCode {
            let graph = try await graph()
            if let svg {
                try Graphviz.render(graph.dot, to: svg)
                StandardStream.output.write(svg + "\n")
            } else {
                StandardStream.output.write((format == .dot ? graph.dot : graph.mermaid) + "\n")
            }
            return 0
        }
    }

    private func graph() async throws -> MachineGraph {
        if let log, let execution {
            return try await log.withStore { store in
                let client = ExecutionClient(store: store)
                let found = try await ExecutionFinder(client: client).find(execution)
                let path = try await client.describe(found).path
                return MachineGraph(definition: try await client.definition(of: found), path: path)
            }
        }
        let file = try MachineFile(file ?? "-", substitution)
        do throws(DefinitionError) {
            return MachineGraph(definition: try StateMachineDefinition(parsing: file.text))
        } catch {
            throw CommandFailure("\(file.name):\(error.diagnostics.first { $0.severity == .error }?.description ?? "")")
        }
    }
}
