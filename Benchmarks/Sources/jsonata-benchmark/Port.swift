import BenchmarkSupport
import Foundation
import JSON

/// Another implementation, which a Python interpreter has installed as `jsonata`.
enum Port {
    /// Seconds an evaluation of each case, nil where it fails.
    static func seconds(_ interpreter: String, _ cases: [JSONataBenchmark.Case]) throws -> [Double?] {
        let requests = cases.map { test -> JSONValue in
            var bindings = JSONObject()
            for (name, value) in test.bindings { bindings[name] = value }
            var request: JSONObject = ["expr": .string(test.expression), "bindings": .object(bindings)]
            request["data"] = test.input
            return .object(request)
        }
        let process = Process()
        process.executableURL = URL(filePath: interpreter)
        process.arguments = ["-c", script]
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(JSONValue.array(requests).utf8))
        try input.fileHandleForWriting.close()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let times = try JSONValue(parsing: Array(answer)).arrayValue ?? []
        guard times.count == cases.count else { throw BenchmarkError("\(interpreter) answered \(times.count) cases") }
        return times.map { $0.numberValue?.double }
    }

    private static let script = """
        import json, sys, time, statistics, jsonata
        def run(evaluate, count):
            start = time.process_time()
            for _ in range(count): evaluate()
            return time.process_time() - start
        times = []
        for case in json.load(sys.stdin):
            try:
                expression = jsonata.Jsonata(case["expr"])
                bindings = case["bindings"]
                if bindings and hasattr(expression, "create_frame"):
                    frame = expression.create_frame()
                    for name, value in bindings.items(): frame.bind(name, value)
                    bindings = frame
                data = case.get("data")
                evaluate = (lambda: expression.evaluate(data, bindings)) if bindings else (lambda: expression.evaluate(data))
                count = 1
                while run(evaluate, count) < 0.05: count *= 2
                times.append(statistics.median(run(evaluate, count) / count for _ in range(5)))
            except Exception:
                times.append(None)
        json.dump(times, sys.stdout)
        """
}
