internal import JSON

/// What a `TestState` shall take for what happened to the state before.
struct StateConfiguration {
    /// How often each Retrier was used.
    let retries: Int
    /// How many iterations of a distributed Map failed.
    let failedIterations: Int?
    /// What the `ItemReader` of a distributed Map read, as the object holds it.
    let readerData: String?
    private let errorCausedByState: String?

    /// Reads a configuration; one that needs a mock is refused without.
    ///
    /// - Throws: `ValidationException`.
    init(_ request: APIRequest?, hasMock: Bool) throws(APIError) {
        retries = try request?.optionalInteger("retrierRetryCount", 0...Int.max) ?? 0
        failedIterations = try request?.optionalInteger("mapIterationFailureCount", 0...Int.max)
        readerData = try request?.optionalText("mapItemReaderData", 0...262_144)
        errorCausedByState = try request?.optionalText("errorCausedByState", 1...80)
        guard !hasMock else { return }
        let needsMock = [
            ("MapIterationFailureCount", failedIterations != nil), ("MapItemReaderData", readerData != nil),
            ("ErrorCausedByState", errorCausedByState != nil),
        ]
        for (name, isGiven) in needsMock where isGiven {
            throw .validation("TestState does not support \(name) when a mock is not specified.")
        }
    }

    /// Compares the configuration with the state that it is for.
    ///
    /// - Throws: `ValidationException`.
    func check(for tested: TestedState) throws(APIError) {
        if failedIterations != nil || readerData != nil, tested.map == nil {
            throw .validation("A configuration of Map iterations is supported only for Map states.")
        }
        if let name = errorCausedByState, !tested.holds(name) {
            throw .validation("The state '\(name)' that caused the error is not inside of the tested state.")
        }
    }
}
