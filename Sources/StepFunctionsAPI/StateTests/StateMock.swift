internal import Engine
internal import JSON
internal import StatesLanguage

/// What a `TestState` shall take for the end of the state's task, or of its branches.
struct StateMock {
    /// How a result is compared with what the service that is called would give.
    enum Validation: String, CaseIterable {
        /// What is there has the right form, and what must be there is.
        case strict = "STRICT"
        /// What is there has the right form.
        case present = "PRESENT"
        /// Nothing is compared.
        case none = "NONE"
    }

    enum End {
        case result(JSONText)
        case failure(error: String?, cause: String?)
    }

    let end: End

    /// Reads a mock.
    ///
    /// - Throws: `ValidationException` where the state takes none, or not this one.
    init(_ request: APIRequest, for tested: TestedState) throws(APIError) {
        switch tested.state.kind {
        case .task, .map, .parallel: break
        default:
            throw .validation("State type '\(tested.state.kind.rawValue)' is not supported when a mock is specified")
        }
        let result = try request.optionalText("result", 0...262_144)
        let failure = try request.structure("errorOutput")
        let mode = try request.choice("fieldValidationMode", of: Validation.allCases.map(\.rawValue))
        switch (result, failure) {
        case (.some, .some):
            throw .validation("A test mock should have only one of the following fields: [result, errorOutput].")
        case (nil, nil):
            throw .validation("A test mock should have one of the following fields: [result, errorOutput].")
        case (nil, .some(let failure)):
            end = .failure(
                error: try failure.optionalText("error", 0...256), cause: try failure.optionalText("cause", 0...32_768))
        case (.some(let text), nil):
            guard let result = try? JSONText(validating: text) else {
                throw .validation("Mocked result must be valid JSON")
            }
            try StateMock.check(result, Validation(rawValue: mode ?? "") ?? .strict, for: tested)
            end = .result(result)
        }
    }

    private static func check(
        _ result: JSONText, _ mode: Validation, for tested: TestedState
    ) throws(APIError) {
        guard let value = try? result.value() else { return }
        switch tested.state {
        case .parallel(let parallel):
            guard let results = value.arrayValue else { throw .validation("Mocked result must be an array.") }
            guard results.count == parallel.branches.count else {
                throw .validation("Mocked result must contain the same number of items as number of Parallel branches.")
            }
        case .map(let map):
            if map.distributed?.writer == nil {
                guard value.arrayValue != nil else { throw .validation("Mocked result must be an array.") }
            } else {
                guard value.objectValue != nil else { throw .validation("Mocked result must be a JSON object.") }
            }
        case .task(let task) where mode != .none:
            try MockShape.of(task.resource)?.check(value, at: nil, requiresAll: mode == .strict)
        default: break
        }
    }
}
