internal import Engine
internal import EventLog
internal import JSON
internal import StatesLanguage

/// `TestState`: one state, run by the engine's own decider, with a mock in the place of what it calls or without.
struct TestState: APIOperation {
    static let name = "TestState"

    /// The longest that a task is waited for, as with the service.
    private static let longestRun = Duration.seconds(300)

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let plan = try StateTestPlan(request, service)
        var test = plan.test
        while true {
            switch test.proceed() {
            case .ended(let outcome): return await plan.answer(outcome, of: test)
            case .branches: try plan.end(&test)
            case .task(let attempt):
                if plan.mock != nil {
                    do {
                        // What the Map could not read is what it fails with, whatever the mock says.
                        if let data = plan.configuration.readerData { _ = try await test.items(readFrom: data) }
                        try plan.end(&test)
                    } catch let failure as TaskError {
                        test.fail(error: failure.error, cause: failure.cause)
                    }
                } else {
                    let tested = test
                    let end = try await HTTPTrace.$current.withValue(plan.trace) {
                        try await service.engine.run(attempt, of: tested, atMost: TestState.longestRun)
                    }
                    switch end {
                    case .succeeded(let output): test.succeed(with: output)
                    case .failed(let error): test.fail(error: error.error, cause: error.cause)
                    case .timedOut: test.timeOut()
                    }
                }
            }
        }
    }
}
