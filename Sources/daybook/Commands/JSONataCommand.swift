import ArgumentParser
import Foundation
import JSON
import JSONata

/// `daybook jsonata`.
struct JSONataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jsonata",
        abstract: "Evaluate a JSONata expression.",
        discussion: """
            Evaluates as the engine does, at version 2.0.6 of the language, with the present time and a new seed. Prints the result as JSON, and nothing when the result is undefined.

            With --batch, each line of standard input is an object with expr and, as wanted, data, bindings, timelimit (milliseconds) and depth; without data the input is undefined. Each is answered by one line: {"result":…}, {"undefined":true} or {"error":{"code":…,"message":…,"position":…}}.

            EXAMPLES
              daybook jsonata '$sum(lines.(price * count))' --input order.json
              echo '{"expr":"a.b + 1","data":{"a":{"b":41}}}' | daybook jsonata --batch
            """)

    @Argument(help: "The expression.")
    var expression: String?

    @Option(help: ArgumentHelp("The document that $ stands for; - is standard input.", valueName: "file"))
    var input: String?

    @Flag(help: "Answer one request after the other from standard input.")
    var batch = false

    func validate() throws {
        if batch == (expression != nil) { throw ValidationError("Give an expression, or --batch.") }
        if batch, input != nil { throw ValidationError("With --batch the input comes with each request.") }
    }

    func run() throws {
        if let expression {
            guard let result = try evaluate(expression) else { return }
            print(result.text)
        } else {
            while let line = readLine() {
                let answer = JSONataRequest.answer(to: line)
                FileHandle.standardOutput.write(Data(answer.utf8 + [UInt8(ascii: "\n")]))
            }
        }
    }

    private func evaluate(_ text: String) throws(CommandFailure) -> JSONValue? {
        let document = try document()
        do throws(JSONataError) {
            return try JSONataExpression(text).evaluate(document, context: JSONataRequest.context())
        } catch {
            throw CommandFailure(error.description)
        }
    }

    private func document() throws(CommandFailure) -> JSONValue? {
        guard let input else { return nil }
        let data =
            input == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: input)
        guard let data else { throw CommandFailure("\(input): cannot be read") }
        do throws(JSONError) {
            return try JSONValue(parsing: LoneSurrogateEscapes.replaced(in: Array(data)))
        } catch {
            throw CommandFailure("\(input): \(error)")
        }
    }
}
