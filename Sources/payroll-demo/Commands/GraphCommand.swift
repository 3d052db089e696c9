import ArgumentParser
import Console
import Engine

/// `payroll-demo graph`.
struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draw the machine with the path that a run took and its failures.",
        discussion: """
            Prints a Mermaid flowchart, which Markdown viewers draw. With --svg a picture is written by Graphviz's dot, where that is installed.

            EXAMPLES
              payroll-demo graph last
              payroll-demo graph 0192f0c1 --svg run.svg
              payroll-demo graph last --store postgres://payroll@db.example/payroll
            """)

    @Argument(help: ArgumentHelp(ExecutionClient.idHelp))
    var id: String

    @Option(name: .long, help: ArgumentHelp("Write a picture to this file.", valueName: "file"))
    var svg: String?

    @OptionGroup var log: LogOptions

    func validate() throws {
        try Empty.refuse(id, "<id>")
        try Empty.refuse(svg, "--svg")
    }

    func run() async throws {
        try await exiting {
            try await log.reading { _, client in
                let execution = try await client.find(id)
                let description = try await client.describe(execution)
                let definition = try await client.definition(of: execution)
                let graph = MachineGraph(definition: definition, path: description.path)
                if let svg {
                    try Graphviz.render(graph.dot, to: svg.absolutePath)
                    Terminal().line(svg)
                } else {
                    Terminal().line(graph.mermaid)
                }
                return RunExit.paid
            }
        }
    }
}
