internal import Engine
internal import EventLog
internal import JSON
internal import StatesLanguage

/// A request to test a state, read and checked.
struct StateTestPlan {
    let tested: TestedState
    let mock: StateMock?
    let configuration: StateConfiguration
    /// The state, entered.
    let test: StateTest
    private let input: JSONText
    private let variables: JSONObject?
    private let inspects: Bool
    /// What becomes of an HTTP task's call; `nil` where nobody asks for it.
    let trace: HTTPTrace?

    /// Reads a request.
    ///
    /// - Throws: `InvalidDefinition`, `InvalidExecutionInput`, `ValidationException`; `AccessDeniedException` where secrets are
    ///   asked for, and the server shows none.
    init(_ request: APIRequest, _ service: StepFunctionsService) throws(APIError) {
        let definition = try request.text("definition", 1...1_048_576)
        let name = try request.optionalText("stateName", 1...80)
        let roleArn = try request.optionalText("roleArn")
        let level = try request.choice("inspectionLevel", of: ["INFO", "DEBUG", "TRACE"]) ?? "INFO"
        let revealsSecrets = try request.bool("revealSecrets") ?? false
        let mock = try request.structure("mock")
        let context = try request.optionalText("context", 0...262_144)
        configuration = try StateConfiguration(
            request.structure("stateConfiguration"), hasMock: mock != nil)
        input = try StateTestPlan.input(request)
        variables = try StateTestPlan.variables(request)
        inspects = level != "INFO"
        trace = level == "TRACE" ? HTTPTrace(revealsSecrets: revealsSecrets) : nil

        let tested = try TestedState(definition, name: name)
        self.tested = tested
        try StateTestPlan.check(tested, hasMock: mock != nil)
        if mock != nil, revealsSecrets {
            throw .validation("TestState does not support RevealSecrets when a mock is specified.")
        }
        // Whoever may ask may write the state, and with it the connection's name.
        if revealsSecrets, !service.revealsSecrets {
            throw APIError("AccessDeniedException", "This server reveals no secrets: daybook serve --reveal-secrets.")
        }
        if mock == nil, context != nil {
            throw .validation("TestState does not support Context when a mock is not specified.")
        }
        self.mock = try mock.map { request throws(APIError) in try StateMock(request, for: tested) }
        try configuration.check(for: tested)

        let seed = Seed(high: service.configuration.random(), low: service.configuration.random())
        let given = try context.map { text throws(APIError) in try TestContext.given(text, for: tested) }
        let object =
            given
            ?? TestContext.made(
                for: tested, input: input, roleArn: roleArn, retries: configuration.retries,
                token: tested.awaitsToken ? service.newID() : nil, service)
        test = StateTest(
            of: tested.state.name, in: tested.definition, input: input, variables: variables ?? JSONObject(),
            context: object, retries: configuration.retries, awaitsToken: tested.awaitsToken,
            limits: service.configuration.limits, at: service.configuration.clock.now(), seed: seed)
    }

    private static func input(_ request: APIRequest) throws(APIError) -> JSONText {
        guard let text = try request.optionalText("input", 0...262_144) else { return .emptyObject }
        do throws(JSONError) {
            return try JSONText(validating: text)
        } catch {
            throw .invalidInput("\(error)")
        }
    }

    private static func variables(_ request: APIRequest) throws(APIError) -> JSONObject? {
        guard let text = try request.optionalText("variables", 0...262_144) else { return nil }
        guard let object = (try? JSONValue(parsing: text))?.objectValue else {
            throw .validation("Variables must be a JSON object")
        }
        return object
    }

    /// What cannot be tested without a mock.
    private static func check(_ tested: TestedState, hasMock: Bool) throws(APIError) {
        guard !hasMock else { return }
        switch tested.state.kind {
        case .map, .parallel:
            throw APIError(
                "InvalidDefinition",
                "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]"
            )
        default: break
        }
        if tested.waitsForOthers {
            throw APIError(
                "InvalidDefinition",
                "TestState API does not support activities and the integration patterns .sync and .waitForTaskToken unless a mock is specified."
            )
        }
    }

    /// Tells the test what the mock has for it.
    func end(_ test: inout StateTest) throws(APIError) {
        switch mock?.end {
        case .failure(let error, let cause)?: test.fail(error: error, cause: cause)
        case .result(let result)?:
            if let failed = configuration.failedIterations, test.exceedsTolerance(failed) {
                test.fail(
                    error: PredefinedError.exceedToleratedFailureThreshold,
                    cause: "The specified tolerated failure threshold was exceeded")
            } else {
                test.succeed(with: result)
            }
        case nil: throw APIError("InternalFailure", "There is nothing that the state could go on with.", status: 500)
        }
    }

    /// What is answered.
    func answer(_ outcome: StateTestOutcome, of test: StateTest) async -> JSONObject {
        var answer = JSONObject()
        if let output = outcome.output { answer["output"] = .string(output.string) }
        if let error = outcome.error { answer["error"] = .string(error) }
        if let cause = outcome.cause { answer["cause"] = .string(cause) }
        if inspects { answer["inspectionData"] = .object(await inspection(outcome, of: test)) }
        if let next = outcome.nextState { answer["nextState"] = .string(next) }
        answer["status"] = .string(outcome.status.rawValue)
        return answer
    }

    private func inspection(_ outcome: StateTestOutcome, of test: StateTest) async -> JSONObject {
        var data: JSONObject = ["input": .string(input.string)]
        // What cannot be read failed the test before, and is not there to be shown.
        let items =
            configuration.readerData == nil ? nil : try? await test.items(readFrom: configuration.readerData ?? "")
        let inspection = test.inspection(readItems: items)
        let texts = [
            ("afterInputPath", inspection.afterInputPath), ("afterParameters", inspection.afterParameters),
            ("afterArguments", inspection.afterArguments),
            ("afterItemsPath", inspection.afterItemsPath), ("afterItemSelector", inspection.afterItemSelector),
            ("afterItemsPointer", inspection.afterItemsPointer),
            ("afterItemBatcher", (try? await test.batches(of: items)) ?? nil),
            ("result", inspection.result), ("afterResultSelector", inspection.afterResultSelector),
            ("afterResultPath", inspection.afterResultPath),
        ]
        for (name, text) in texts {
            if let text { data[name] = .string(text.string) }
        }
        if let number = inspection.maxConcurrency { data["maxConcurrency"] = .number(JSONNumber(number)) }
        if let number = inspection.toleratedFailureCount { data["toleratedFailureCount"] = .number(JSONNumber(number)) }
        if let number = inspection.toleratedFailurePercentage {
            data["toleratedFailurePercentage"] = JSONNumber(number).map { .number($0) }
        }
        if let request = trace?.inspection.request { data["request"] = .object(request) }
        if let response = trace?.inspection.response { data["response"] = .object(response) }
        var all = variables ?? JSONObject()
        for variable in (try? outcome.assigned?.value())?.objectValue ?? JSONObject() {
            all[variable.key] = variable.value
        }
        if !all.isEmpty { data["variables"] = .string(JSONText(.object(all)).string) }
        if let details = outcome.errorDetails { data["errorDetails"] = .object(details) }
        return data
    }
}

extension StateTestOutcome {
    /// Which Retrier and Catcher met the failure; `nil` where none did.
    fileprivate var errorDetails: JSONObject? {
        var details = JSONObject()
        if let catchIndex { details["catchIndex"] = .number(JSONNumber(catchIndex)) }
        if let retryIndex { details["retryIndex"] = .number(JSONNumber(retryIndex)) }
        if let retryDelay {
            details["retryBackoffIntervalSeconds"] = .number(JSONNumber(Int(retryDelay / .seconds(1))))
        }
        return details.isEmpty ? nil : details
    }
}
