import JSON

/// States whose fields hold JSONata.
extension StateReader {
    private var expressions: ExpressionReader { ExpressionReader(findings: findings) }

    func jsonata(_ kind: StateKind, _ name: String, _ fields: Fields) -> State? {
        switch kind {
        case .task: return jsonataTask(name, fields)
        case .pass: return jsonataPass(name, fields)
        case .choice: return jsonataChoice(name, fields)
        case .wait: return jsonataWait(name, fields)
        case .succeed:
            return .succeed(
                SucceedState(
                    name: name, comment: fields.string("Comment"), queryLanguage: .jsonata, inputPath: .entireInput,
                    outputPath: .entireInput, output: expressions.template("Output", fields)))
        case .fail:
            return .fail(
                FailState(
                    name: name, comment: fields.string("Comment"), queryLanguage: .jsonata,
                    error: jsonataText("Error", fields), cause: jsonataText("Cause", fields)))
        case .parallel: return jsonataParallel(name, fields)
        case .map: return jsonataMap(name, fields)
        }
    }

    private func jsonataTask(_ name: String, _ fields: Fields) -> State? {
        fields.require("Resource")
        let resource = resource(fields)
        let timeout = jsonataTimeout("TimeoutSeconds", fields)
        let heartbeat = jsonataTimeout("HeartbeatSeconds", fields)
        if case .seconds(let limit)? = timeout, case .seconds(let silence)? = heartbeat, silence >= limit {
            findings.schema(
                "'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'", at: fields.place("HeartbeatSeconds"))
        }
        let arguments = expressions.template("Arguments", fields)
        let credentials = jsonataCredentials(fields)
        let rules = ErrorRuleReader(findings: findings, language: .jsonata)
        let (retry, catchers) = (rules.retriers(fields), rules.catchers(fields))
        let results = expressions.offering("result")
        let (output, assign) = (results.template("Output", fields), results.assign(fields))
        let comment = fields.string("Comment")
        guard let transition = transition(fields), let resource else { return nil }
        return .task(
            TaskState(
                name: name, comment: comment, queryLanguage: .jsonata, resource: resource, inputPath: .entireInput,
                parameters: arguments, resultSelector: nil, resultPath: .root, outputPath: .entireInput,
                output: output, timeout: timeout, heartbeat: heartbeat, credentials: credentials, retry: retry,
                catch: catchers, transition: transition, assign: assign))
    }

    private func jsonataPass(_ name: String, _ fields: Fields) -> State? {
        let (output, assign) = (expressions.template("Output", fields), expressions.assign(fields))
        let comment = fields.string("Comment")
        guard let transition = transition(fields) else { return nil }
        return .pass(
            PassState(
                name: name, comment: comment, queryLanguage: .jsonata, inputPath: .entireInput, parameters: nil,
                result: nil, resultPath: .root, outputPath: .entireInput, output: output, transition: transition,
                assign: assign))
    }

    private func jsonataChoice(_ name: String, _ fields: Fields) -> State? {
        fields.require("Choices")
        let elements = fields.array("Choices")
        if let elements, elements.isEmpty { findings.schema("Value cannot be empty", at: fields.place("Choices")) }
        let rules = (elements ?? []).enumerated().compactMap { index, element in
            jsonataRule(element, index, at: fields.place("Choices").appending(index))
        }
        return .choice(
            ChoiceState(
                name: name, comment: fields.string("Comment"), queryLanguage: .jsonata, inputPath: .entireInput,
                outputPath: .entireInput, output: expressions.template("Output", fields), choices: rules,
                defaultNext: fields.string("Default"), assign: expressions.assign(fields)))
    }

    private func jsonataRule(_ value: JSONValue, _ index: Int, at location: JSONPointer) -> ChoiceRule? {
        guard let fields = Fields(value, at: location, findings) else { return nil }
        let known: Set<String> = ["Condition", "Next", "Assign", "Output", "Comment"]
        for key in fields.object.keys where !known.contains(key) {
            if ComparisonField.byName[key] != nil || ["And", "Or", "Not", "Variable"].contains(key) {
                findings.foreignField(key, language: .jsonata, at: fields.location, mark: fields.place(key))
            } else {
                findings.schema("The field '\(key)' is not supported in a choice rule", at: fields.place(key))
            }
        }
        fields.require("Condition", "Next")
        let inside = expressions.inside("Choices[\(index)]")
        let condition: ChoiceCondition?
        if inside.isExpression("Condition", fields) {
            condition = inside.expression("Condition", fields).map { .expression($0) }
        } else {
            condition = fields.boolean("Condition").map { .constant($0) }
        }
        let (output, assign) = (inside.template("Output", fields), inside.assign(fields))
        let comment = fields.string("Comment")
        guard let next = fields.string("Next"), let condition else { return nil }
        return ChoiceRule(condition: condition, next: next, output: output, assign: assign, comment: comment)
    }

    private func jsonataWait(_ name: String, _ fields: Fields) -> State? {
        if ["Seconds", "Timestamp"].filter(fields.has).count != 1 {
            findings.schema("Exactly one of these fields is required: [Seconds, Timestamp]", at: fields.location)
        }
        var duration: WaitDuration?
        if expressions.isExpression("Seconds", fields) {
            duration = expressions.expression("Seconds", fields).map { .secondsExpression($0) }
        } else if let seconds = fields.integer("Seconds", in: 0...TimeoutSetting.maximumSeconds) {
            duration = .seconds(seconds)
        }
        if expressions.isExpression("Timestamp", fields) {
            duration = expressions.expression("Timestamp", fields).map { .timestampExpression($0) }
        } else if let instant = fields.timestamp("Timestamp") {
            duration = .timestamp(instant)
        }
        let (output, assign) = (expressions.template("Output", fields), expressions.assign(fields))
        let comment = fields.string("Comment")
        guard let transition = transition(fields), let duration else { return nil }
        return .wait(
            WaitState(
                name: name, comment: comment, queryLanguage: .jsonata, inputPath: .entireInput,
                outputPath: .entireInput, output: output, duration: duration, transition: transition, assign: assign))
    }

    private func jsonataParallel(_ name: String, _ fields: Fields) -> State? {
        let branches = branches(fields)
        let arguments = expressions.template("Arguments", fields)
        let rules = ErrorRuleReader(findings: findings, language: .jsonata)
        let (retry, catchers) = (rules.retriers(fields), rules.catchers(fields))
        let results = expressions.offering("result")
        let (output, assign) = (results.template("Output", fields), results.assign(fields))
        let comment = fields.string("Comment")
        guard let transition = transition(fields), let branches else { return nil }
        return .parallel(
            ParallelState(
                name: name, comment: comment, queryLanguage: .jsonata, branches: branches, inputPath: .entireInput,
                parameters: arguments, resultSelector: nil, resultPath: .root, outputPath: .entireInput,
                output: output, retry: retry, catch: catchers, assign: assign, transition: transition))
    }

    private func jsonataMap(_ name: String, _ fields: Fields) -> State? {
        let (processor, distributed) = processor(fields, language: .jsonata)
        if let value = fields.object["Items"], value.arrayValue == nil, !expressions.isExpression("Items", fields) {
            findings.schema("Expected value of type Array, or an expression", at: fields.place("Items"))
        }
        let items = expressions.template("Items", fields)
        let selector = expressions.template("ItemSelector", fields)
        let maxConcurrency: MaxConcurrency?
        if expressions.isExpression("MaxConcurrency", fields) {
            maxConcurrency = expressions.expression("MaxConcurrency", fields).map { .expression($0) }
        } else {
            maxConcurrency = .constant(fields.integer("MaxConcurrency", in: 0...Int.max) ?? 0)
        }
        let rules = ErrorRuleReader(findings: findings, language: .jsonata)
        let (retry, catchers) = (rules.retriers(fields), rules.catchers(fields))
        let results = expressions.offering("result")
        let (output, assign) = (results.template("Output", fields), results.assign(fields))
        let comment = fields.string("Comment")
        guard let transition = transition(fields), let processor, let maxConcurrency else { return nil }
        return .map(
            MapState(
                name: name, comment: comment, queryLanguage: .jsonata, processor: processor, inputPath: .entireInput,
                itemsPath: .entireInput, itemsTemplate: items, itemSelector: selector, maxConcurrency: maxConcurrency,
                resultSelector: nil, resultPath: .root, outputPath: .entireInput, output: output, retry: retry,
                catch: catchers, assign: assign, transition: transition, distributed: distributed,
                tolerance: distributed == nil ? tolerance(fields) : .none))
    }

    /// The service takes these of an inline Map, too, where nothing follows from them.
    private func tolerance(_ fields: Fields) -> MapTolerance {
        for key in ["ToleratedFailureCount", "ToleratedFailurePercentage"] where fields.has(key) {
            findings.warning(.noEffect, "'\(key)' has no effect without the mode DISTRIBUTED", at: fields.place(key))
        }
        let reader = DistributedMapReader(fields: fields, language: .jsonata, type: type)
        return MapTolerance(failureCount: reader.toleratedCount, failurePercentage: reader.toleratedPercentage)
    }

    private func jsonataText(_ key: String, _ fields: Fields) -> FailText? {
        if expressions.isExpression(key, fields) { return expressions.expression(key, fields).map { .expression($0) } }
        return fields.string(key).map { .constant($0) }
    }

    private func jsonataTimeout(_ key: String, _ fields: Fields) -> TimeoutSetting? {
        if expressions.isExpression(key, fields) { return expressions.expression(key, fields).map { .expression($0) } }
        return fields.integer(key, in: 1...TimeoutSetting.maximumSeconds).map { .seconds($0) }
    }

    private func jsonataCredentials(_ fields: Fields) -> Credentials? {
        guard let value = fields.object["Credentials"],
            let inner = Fields(value, at: fields.place("Credentials"), findings)
        else { return nil }
        for key in inner.object.keys where key != "RoleArn" {
            findings.schema("The field '\(key)' is not supported in 'Credentials'", at: inner.place(key))
        }
        inner.require("RoleArn")
        let inside = expressions.inside("Credentials")
        if inside.isExpression("RoleArn", inner) {
            return inside.expression("RoleArn", inner).map { Credentials(roleArn: .expression($0)) }
        }
        return inner.string("RoleArn").map { Credentials(roleArn: .constant($0)) }
    }
}
