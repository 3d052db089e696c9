import JSON
import Synchronization

/// The functions of a recorded case: each call of a function gets its next answer, and the last one again at the end.
final class RecordedFunctions: Functions {
    private let answers: Mutex<[String: [FunctionAnswer]]>

    init(_ recorded: JSONValue) {
        var answers: [String: [FunctionAnswer]] = [:]
        for call in recorded["lambda"]?.arrayValue ?? [] {
            let payload = call["payload"]?.stringValue ?? "null"
            answers[call["function"]?.stringValue ?? "", default: []].append(
                FunctionAnswer(payload: payload, isError: call["error"] != nil))
        }
        self.answers = Mutex(answers)
    }

    func answer(_ function: String, _ payload: [UInt8]) async -> FunctionAnswer {
        answers.withLock { answers in
            guard var list = answers[function], let first = list.first else {
                return FunctionAnswer(status: 404, payload: #"{"Message":"Function not found"}"#)
            }
            if list.count > 1 { list.removeFirst() }
            answers[function] = list
            return first
        }
    }
}
