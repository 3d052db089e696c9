public import JSON

/// A state that can fail, and whose failures are retried and caught: Task, Parallel and Map.
public protocol FallibleStep: ResultStep {}

extension FallibleStep {
    /// Makes the result out of what the state's work gave (`ResultSelector`).
    public func resultSelector(_ selector: JSONValue) -> Self { field("ResultSelector", selector) }

    /// With JSONata, makes what the state's work is given (`Arguments`): any value, with expressions in texts between `{%` and
    /// `%}`. A Map has none.
    public func arguments(_ arguments: JSONValue) -> Self { field("Arguments", arguments) }

    /// Adds a Retrier; what is left out has the language's default.
    ///
    /// - Parameters:
    ///   - errors: names of errors; `States.ALL` takes them all.
    ///   - intervalSeconds: how long to wait before the first retry, from 1.
    ///   - maxAttempts: how many retries there are at the most, from 0.
    ///   - backoffRate: by what each wait is longer than the one before, from 1.
    ///   - maxDelaySeconds: how long a wait may get.
    ///   - jitter: whether the waits are drawn between zero and their length (`JitterStrategy`).
    public func retry(
        _ errors: String..., intervalSeconds: Int? = nil, maxAttempts: Int? = nil, backoffRate: Double? = nil,
        maxDelaySeconds: Int? = nil, jitter: Bool = false
    ) -> Self {
        let retrier = DefinitionNode(present: [
            ("ErrorEquals", .array(errors.map { .string($0) })),
            ("IntervalSeconds", intervalSeconds.map { .number(JSONNumber($0)) }),
            ("MaxAttempts", maxAttempts.map { .number(JSONNumber($0)) }),
            // JSON has no infinity: the definition refuses the text.
            ("BackoffRate", backoffRate.map { rate in JSONNumber(rate).map { .number($0) } ?? .string("\(rate)") }),
            ("MaxDelaySeconds", maxDelaySeconds.map { .number(JSONNumber($0)) }),
            ("JitterStrategy", jitter ? "FULL" : nil),
        ])
        return changed { $0.append(retrier, to: "Retry") }
    }

    /// Adds a Catcher: after these errors the machine goes on with the state of that name.
    ///
    /// - Parameters:
    ///   - errors: names of errors; `States.ALL` takes them all.
    ///   - resultPath: where in the state's input error and cause are put; by default they take its place.
    ///   - assign: variables to assign then.
    ///   - output: with JSONata, what that state is given; by default error and cause.
    public func `catch`(
        _ errors: String..., next: String, resultPath: String? = nil, assign: JSONValue? = nil,
        output: JSONValue? = nil
    ) -> Self {
        let catcher = DefinitionNode(present: [
            ("ErrorEquals", .array(errors.map { .string($0) })),
            ("ResultPath", resultPath.map { .string($0) }), ("Assign", assign), ("Output", output),
            ("Next", .string(next)),
        ])
        return changed { $0.append(catcher, to: "Catch") }
    }
}
