import BenchmarkSupport
import Foundation
import JSON
import JSONata

/// Evaluates the ten longest expressions of the reference's cases, the two slowest, and what a state evaluates most.
///
/// Medians of five runs in microseconds. Next to them the ports for Python whose interpreters `JSONATA_PORTS` names, separated by
/// commas: each with a package that is imported as `jsonata`.
@main
struct JSONataBenchmark {
    struct Case {
        let name: String
        let expression: String
        let input: JSONValue?
        var bindings: [String: JSONValue] = [:]
    }

    static func main() throws {
        guard let folder else {
            print("jsonata-benchmark: the reference's cases are not here; DAYBOOK_SHARED names the folder above data/")
            return
        }
        let cases = try cases(in: folder)
        let ports = (ProcessInfo.processInfo.environment["JSONATA_PORTS"] ?? "").split(separator: ",").map(String.init)
        let theirs = try ports.map { try Port.seconds($0, cases) }
        print("JSONata, µs an evaluation: ours, parsing;" + ports.map { " \($0)" }.joined(separator: ","))
        for (index, test) in cases.enumerated() {
            let expression = try JSONataExpression(test.expression)
            let context = EvaluationContext(milliseconds: 1_700_000_000_000, seed: 1)
            let ours = try seconds {
                _ = try expression.evaluate(test.input, bindings: test.bindings, context: context)
            }
            let parsing = try seconds { _ = try JSONataExpression(test.expression) }
            let others = theirs.map { times in
                times[index].map { formatted($0 * 1e6, 1) + " (\(formatted($0 / ours, 1))x)" } ?? "fails"
            }
            let columns = [test.name, formatted(ours * 1e6, 2), formatted(parsing * 1e6, 1)] + others
            print(columns.joined(separator: "  "))
        }
    }

    /// The median of five runs of at least a twentieth of a second, or of one evaluation.
    static func seconds(_ body: () throws -> Void) rethrows -> Double {
        func run(_ count: Int) throws -> Double {
            let start = Measurement.processorSeconds()
            for _ in 0..<count { try body() }
            return Measurement.processorSeconds() - start
        }
        var count = 1
        while try run(count) < 0.05 { count *= 2 }
        return try median((0..<5).map { _ in try run(count) / Double(count) })
    }

    private static func cases(in folder: String) throws -> [Case] {
        let datasets = try read(folder + "/datasets.json")
        var all: [Case] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/groups").sorted() {
            // One file names halves of surrogate pairs, which the reader refuses.
            guard let group = try? read("\(folder)/groups/\(name)").arrayValue else { continue }
            for fields in group where fields["code"] == nil && fields["error"] == nil {
                let input = fields["data"] ?? fields["dataset"]?.stringValue.flatMap { datasets[$0] }
                all.append(
                    Case(
                        name: fields["name"]?.stringValue ?? "", expression: fields["expr"]?.stringValue ?? "",
                        input: input,
                        bindings: (fields["bindings"]?.objectValue ?? [:]).reduce(into: [:]) { $0[$1.key] = $1.value }))
            }
        }
        let longest = all.enumerated().sorted {
            ($1.element.expression.count, $0.offset) < ($0.element.expression.count, $1.offset)
        }
        let slowest = all.filter { $0.name.hasPrefix("performance/") }
        let state = Case(
            name: "$states.input.a.b + 1", expression: "$states.input.a.b + 1", input: nil,
            bindings: ["states": ["input": ["a": ["b": 41]], "context": [:]]])
        return [state] + longest.prefix(10).map(\.element) + slowest
    }

    private static func read(_ path: String) throws -> JSONValue {
        try JSONValue(parsing: Array(Data(contentsOf: URL(filePath: path))))
    }

    private static var folder: String? {
        let named = ProcessInfo.processInfo.environment["DAYBOOK_SHARED"].map { "\($0)/data/jsonata" }
        var candidates = [named].compactMap(\.self)
        var directory = URL(filePath: #filePath).deletingLastPathComponent()
        while directory.pathComponents.count > 1 {
            candidates.append(directory.path + "/shared/data/jsonata")
            directory = directory.deletingLastPathComponent()
        }
        return candidates.first { FileManager.default.fileExists(atPath: $0 + "/groups") }
    }
}
