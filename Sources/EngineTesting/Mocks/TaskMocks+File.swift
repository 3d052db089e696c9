internal import JSON

extension TaskMocks {
    /// Reads a file of mocks.
    ///
    /// ```json
    /// {
    ///   "States": {
    ///     "generateReport": [
    ///       { "Throw": { "Error": "States.Timeout", "Cause": "too slow" }, "AfterSeconds": 1.5 },
    ///       { "Return": { "report": "may.pdf" } }
    ///     ]
    ///   },
    ///   "Resources": { "processData": { "Return": { "employees": 3 } } }
    /// }
    /// ```
    ///
    /// One answer may stand without a list. Numbers and texts in a `Return` are kept as they are written.
    ///
    /// - Throws: `MockFileError` at the first thing that is none of this.
    public init(parsing text: String) throws(MockFileError) {
        let document: JSONValue
        do throws(JSONError) {
            document = try JSONValue(parsing: text)
        } catch {
            throw MockFileError("\(error)")
        }
        self.init()
        for (key, value) in try TaskMocks.members(document, "", allowed: ["States", "Resources", "Comment"]) {
            if key == "Comment" { continue }
            for (name, answers) in try TaskMocks.members(value, "/\(key)") {
                let list = try TaskMocks.answers(answers, "/\(key)/\(name)")
                if key == "States" { state(name, answers: list) } else { resource(name, answers: list) }
            }
        }
    }

    private static func answers(_ value: JSONValue, _ place: String) throws(MockFileError) -> [MockAnswer] {
        guard let list = value.arrayValue else { return [try answer(value, place)] }
        guard !list.isEmpty else { throw MockFileError("at '\(place)': there is no answer") }
        var answers: [MockAnswer] = []
        for (index, element) in list.enumerated() { answers.append(try answer(element, "\(place)/\(index)")) }
        return answers
    }

    private static func answer(_ value: JSONValue, _ place: String) throws(MockFileError) -> MockAnswer {
        var outcome: MockAnswer.Outcome?
        var delay = Duration.zero
        for (key, value) in try members(value, place, allowed: ["Return", "Throw", "AfterSeconds"]) {
            switch key {
            case "AfterSeconds":
                guard let seconds = value.numberValue?.double, (0...1e9).contains(seconds) else {
                    throw MockFileError("at '\(place)/AfterSeconds': it is no number of seconds")
                }
                delay = .seconds(seconds)
            default:
                guard outcome == nil else { throw MockFileError("at '\(place)': it both returns and throws") }
                outcome = key == "Return" ? .returns(JSONText(value)) : try failure(value, "\(place)/Throw")
            }
        }
        guard let outcome else { throw MockFileError("at '\(place)': it has neither Return nor Throw") }
        return MockAnswer(outcome, after: delay)
    }

    private static func failure(_ value: JSONValue, _ place: String) throws(MockFileError) -> MockAnswer.Outcome {
        let failure = try members(value, place, allowed: ["Error", "Cause"])
        guard let error = failure["Error"]?.stringValue else { throw MockFileError("at '\(place)': Error is missing") }
        guard let cause = failure["Cause"] else { return .fails(error: error, cause: "") }
        guard let text = cause.stringValue else { throw MockFileError("at '\(place)/Cause': it is no text") }
        return .fails(error: error, cause: text)
    }

    private static func members(
        _ value: JSONValue, _ place: String, allowed: Set<String>? = nil
    ) throws(MockFileError) -> JSONObject {
        guard let object = value.objectValue else { throw MockFileError("at '\(place)': it is no object") }
        if let allowed, let other = object.keys.first(where: { !allowed.contains($0) }) {
            throw MockFileError(
                "at '\(place)': '\(other)' is none of \(allowed.sorted().joined(separator: ", "))")
        }
        return object
    }
}
