internal import Engine
internal import EventLog
internal import JSON
internal import StatesLanguage

/// What `$$` shows to a state that is tested: what was given, or the facts of an execution that nobody started.
enum TestContext {
    private enum Kind {
        case text, number, anything
    }

    private static let fields: [String: [String: Kind]] = [
        "Execution": [
            "Id": .text, "Input": .anything, "Name": .text, "RoleArn": .text, "StartTime": .text,
            "RedriveCount": .number, "RedriveTime": .text,
        ],
        "State": ["EnteredTime": .text, "Name": .text, "RetryCount": .number],
        "StateMachine": ["Id": .text, "Name": .text],
        "Task": ["Token": .text],
    ]

    /// Reads a context object that was given.
    ///
    /// - Throws: `ValidationException` with what the service does not take.
    static func given(_ text: String, for tested: TestedState) throws(APIError) -> JSONObject {
        guard let object = (try? JSONValue(parsing: text))?.objectValue else {
            throw invalid("It must be a JSON object")
        }
        for member in object {
            if member.key == "Map" { throw invalid("'Map' field is not supported when mocking a Context object") }
            guard let known = fields[member.key] else { throw invalid("Field '\(member.key)' is not allowed") }
            if member.key == "Task", !tested.isPattern {
                throw invalid(
                    "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern"
                )
            }
            guard let inner = member.value.objectValue else { throw invalid("\(member.key) must be an object") }
            for field in inner {
                guard let kind = known[field.key] else { throw invalid("Field '\(field.key)' is not allowed") }
                try check(field.value, kind, "\(member.key).\(field.key)")
            }
        }
        return object
    }

    private static func check(_ value: JSONValue, _ kind: Kind, _ name: String) throws(APIError) {
        switch kind {
        case .text: guard value.stringValue != nil else { throw invalid("\(name) must be a string") }
        case .number: guard value.numberValue != nil else { throw invalid("\(name) must be a number") }
        case .anything: break
        }
    }

    private static func invalid(_ what: String) -> APIError {
        .validation("Invalid Context object provided: \(what)")
    }

    /// The facts of an Express execution, as which the service runs a test.
    static func made(
        for tested: TestedState, input: JSONText, roleArn: String?, retries: Int, token: String?,
        _ service: StepFunctionsService
    ) -> JSONObject {
        let configuration = service.configuration
        let (machine, name) = (service.newID(), service.newID())
        let place = "arn:aws:states:\(configuration.region):\(configuration.account)"
        let time = Instant(microseconds: configuration.clock.now().microseconds).rfc3339
        var state: JSONObject = ["Name": .string(TestedState.name), "EnteredTime": .string(time)]
        if tested.isFallible { state["RetryCount"] = .number(JSONNumber(retries)) }
        var context: JSONObject = [
            "Execution": [
                "Id": .string("\(place):express:\(machine):\(name)"), "Input": (try? input.value()) ?? .null,
                "Name": .string(name), "RoleArn": roleArn.map { .string($0) } ?? .null, "StartTime": .string(time),
            ],
            "StateMachine": ["Id": .string("\(place):stateMachine:\(machine)"), "Name": .string(machine)],
            "State": .object(state),
        ]
        if let token { context["Task"] = ["Token": .string(token)] }
        return context
    }
}
