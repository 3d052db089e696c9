import BenchmarkSupport
import Foundation
import JSON
import StatesLanguage

/// What a state costs in the language alone: a path, a call, a choice; and a large definition, read and checked.
///
/// Medians of seven runs, in processor time; each beside a reference measured in the same run.
@main
struct StatesLanguageBenchmark {
    static func main() throws {
        let document = try Documents.ofFourKilobytes()
        print("states-language: medians of seven runs, processor time; a document of \(document.text.utf8.count) bytes")
        try measurePath(document)
        try measureStates(document)
        for count in [1_000, 10_000] {
            try measureDefinition(count, Documents.definition(of: count))
            try measureDefinition(count, Documents.definition(of: count, isOdd: true))
        }
    }

    private static func measurePath(_ document: JSONValue) throws {
        let path = try JSONPath(parsing: "$.a.b[3].c")
        guard path.value(in: document)?.stringValue == "found", walked(document)?.stringValue == "found" else {
            throw BenchmarkError("the path does not find what is there")
        }
        let walk = seconds { keep(walked(document)) }
        let evaluation = seconds { keep(path.value(in: document)) }
        let parsing = seconds { keep(try? JSONPath(parsing: "$.a.b[3].c")) }
        report("$.a.b[3].c evaluated, document parsed before", evaluation, "a walk by subscripts", walk)
        report("$.a.b[3].c parsed", parsing, "a walk by subscripts", walk)
    }

    /// As a program would write it that knows the path.
    @inline(never)
    private static func walked(_ document: JSONValue) -> JSONValue? { document["a"]?["b"]?[3]?["c"] }

    private static func measureStates(_ document: JSONValue) throws {
        let input = JSONText(document)
        let context = Documents.context
        let reading = seconds { keep(try? input.value()) }
        let call = #"{"v.$":"States.Format('{} of {}', $.a.b[3].c, States.ArrayLength($.a.b))"}"#
        let template = try PayloadTemplate(parsing: JSONValue(parsing: call))
        guard try template.text(input: input, context: context).string == #"{"v":"found of 8"}"# else {
            throw BenchmarkError("the call gives something else")
        }
        let calling = seconds { keep(try? template.text(input: input, context: context)) }
        report("States.Format with a path and a call in it, document read too", calling, "reading it", reading)

        let definition = try StateMachineDefinition(parsing: Documents.choice)
        guard case .choice(let choice)? = definition.state(named: "X"),
            try choice.choose(raw: input, context: context).next == "Yes"
        else { throw BenchmarkError("the choice takes another way") }
        let choosing = seconds { keep(try? choice.choose(raw: input, context: context)) }
        report("a Choice of four rules whose last holds, document read too", choosing, "reading it", reading)
    }

    private static func measureDefinition(_ count: Int, _ text: String) throws {
        let definition = try StateMachineDefinition(parsing: text)
        guard definition.states.count == count else { throw BenchmarkError("states are missing") }
        let validation = seconds { keep(try? StateMachineDefinition(parsing: text)) }
        let reading = seconds { keep(try? JSONValue(parsing: text)) }
        print(
            "\(count) states (\(text.utf8.count / 1000) kB, \(definition.warnings.count) warnings) read and checked: "
                + "\(formatted(validation * 1e3, 1)) ms; its JSON alone \(formatted(reading * 1e3, 1)) ms, "
                + "\(formatted(validation / reading, 1)) of it")
    }

    private static func report(_ what: String, _ time: Double, _ reference: String, _ other: Double) {
        print(
            "\(what): \(formatted(time * 1e9)) ns; \(reference) \(formatted(other * 1e9)) ns, "
                + "\(formatted(time / other, 1)) of it")
    }

    /// The median of seven runs of at least a twentieth of a second, or of one evaluation.
    private static func seconds(_ body: () -> Void) -> Double {
        func run(_ count: Int) -> Double {
            let start = Measurement.processorSeconds()
            for _ in 0..<count { body() }
            return Measurement.processorSeconds() - start
        }
        var count = 1
        while run(count) < 0.05 { count *= 2 }
        return median((0..<7).map { _ in run(count) / Double(count) })
    }

    /// What nobody uses is not computed; this looks like a use.
    @inline(never)
    @_optimize(none)
    private static func keep<Value>(_ value: Value) {}
}
