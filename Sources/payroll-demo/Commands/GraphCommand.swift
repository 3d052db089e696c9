import ArgumentParser
import Engine
import EventLog
import Foundation

/// `payroll-demo graph`.
struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draw the machine with the path that a run took and its failures.",
        discussion: """
            Prints a Mermaid flowchart, which Markdown viewers draw. With --svg a picture is written by Graphviz's dot, where
            that is installed.

            EXAMPLES
              payroll-demo graph 0192f0c1
              payroll-demo graph 0192f0c1 --svg run.svg
            """)

    @Argument(help: "The run: its id, the beginning of it, or its name.")
    var id: String

    @Option(name: .long, help: "Write a picture to this file.")
    var svg: String?

    @OptionGroup var log: LogOptions

    func run() async throws {
        let code = try await reportingFailures {
            try await log.reading { _, client in
                let execution = try await client.find(id)
                let description = try await client.describe(execution)
                let definition = try await client.definition(of: execution)
                let graph = MachineGraph(definition: definition, path: description.path)
                if let svg {
                    try Graphviz.render(graph.dot, to: svg)
                    print(svg)
                } else {
                    print(graph.mermaid)
                }
                return RunExit.paid
            }
        }
        if code != 0 { throw ExitCode(code) }
    }
}
