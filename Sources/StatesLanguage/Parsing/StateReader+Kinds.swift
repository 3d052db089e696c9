import JSON

extension StateReader {
    func task(_ name: String, _ fields: Fields) -> State? {
        fields.require("Resource")
        let resource = resource(fields)
        let rules = ErrorRuleReader(findings: findings, language: .jsonPath)
        let timeout = self.timeout("TimeoutSeconds", fields)
        let heartbeat = self.timeout("HeartbeatSeconds", fields)
        if case .seconds(let limit)? = timeout, case .seconds(let silence)? = heartbeat, silence >= limit {
            findings.schema(
                "'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'", at: fields.place("HeartbeatSeconds"))
        }
        let (inputPath, outputPath) = (fields.pathOrNull("InputPath"), fields.pathOrNull("OutputPath"))
        let (parameters, selector) = (fields.template("Parameters"), fields.template("ResultSelector"))
        let resultPath = fields.referencePathOrNull("ResultPath")
        let credentials = credentials(fields)
        let (retry, catchers) = (rules.retriers(fields), rules.catchers(fields))
        let assign = fields.assign()
        let comment = fields.string("Comment")
        guard let transition = transition(fields), let resource else { return nil }
        return .task(
            TaskState(
                name: name, comment: comment, queryLanguage: .jsonPath, resource: resource, inputPath: inputPath,
                parameters: parameters, resultSelector: selector, resultPath: resultPath, outputPath: outputPath,
                output: nil, timeout: timeout, heartbeat: heartbeat, credentials: credentials, retry: retry,
                catch: catchers, transition: transition, assign: assign))
    }

    func pass(_ name: String, _ fields: Fields) -> State? {
        if let result = fields.object["Result"] {
            StaticText.warnOfStaticResult(in: result, at: fields.place("Result"), findings)
        }
        let (inputPath, outputPath) = (fields.pathOrNull("InputPath"), fields.pathOrNull("OutputPath"))
        let parameters = fields.template("Parameters")
        let resultPath = fields.referencePathOrNull("ResultPath")
        let assign = fields.assign()
        let comment = fields.string("Comment")
        guard let transition = transition(fields) else { return nil }
        return .pass(
            PassState(
                name: name, comment: comment, queryLanguage: .jsonPath, inputPath: inputPath, parameters: parameters,
                result: fields.object["Result"].map(JSONText.init), resultPath: resultPath, outputPath: outputPath,
                output: nil, transition: transition, assign: assign))
    }

    func choice(_ name: String, _ fields: Fields) -> State? {
        fields.require("Choices")
        let reader = ChoiceRuleReader(findings: findings)
        let elements = fields.array("Choices")
        if let elements, elements.isEmpty { findings.schema("Value cannot be empty", at: fields.place("Choices")) }
        let rules = (elements ?? []).enumerated().compactMap { index, element in
            reader.rule(element, at: fields.place("Choices").appending(index))
        }
        let (inputPath, outputPath) = (fields.pathOrNull("InputPath"), fields.pathOrNull("OutputPath"))
        return .choice(
            ChoiceState(
                name: name, comment: fields.string("Comment"), queryLanguage: .jsonPath, inputPath: inputPath,
                outputPath: outputPath, output: nil, choices: rules, defaultNext: fields.string("Default"),
                assign: fields.assign()))
    }

    func wait(_ name: String, _ fields: Fields) -> State? {
        let forms = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"].filter(fields.has)
        if forms.count != 1 {
            findings.schema(
                "Exactly one of these fields is required: [Seconds, SecondsPath, Timestamp, TimestampPath]",
                at: fields.location)
        }
        var durations: [WaitDuration] = []
        if let seconds = fields.integer("Seconds", in: 0...TimeoutSetting.maximumSeconds) {
            durations.append(.seconds(seconds))
        }
        if let path = fields.path("SecondsPath") { durations.append(.secondsPath(path)) }
        if let instant = fields.timestamp("Timestamp") { durations.append(.timestamp(instant)) }
        if let path = fields.path("TimestampPath") { durations.append(.timestampPath(path)) }
        let (inputPath, outputPath) = (fields.pathOrNull("InputPath"), fields.pathOrNull("OutputPath"))
        let assign = fields.assign()
        let comment = fields.string("Comment")
        guard let transition = transition(fields), let duration = durations.first else { return nil }
        return .wait(
            WaitState(
                name: name, comment: comment, queryLanguage: .jsonPath, inputPath: inputPath, outputPath: outputPath,
                output: nil, duration: duration, transition: transition, assign: assign))
    }

    func succeed(_ name: String, _ fields: Fields) -> State? {
        .succeed(
            SucceedState(
                name: name, comment: fields.string("Comment"), queryLanguage: .jsonPath,
                inputPath: fields.pathOrNull("InputPath"), outputPath: fields.pathOrNull("OutputPath"), output: nil))
    }

    func fail(_ name: String, _ fields: Fields) -> State? {
        .fail(
            FailState(
                name: name, comment: fields.string("Comment"), queryLanguage: .jsonPath,
                error: failText("Error", fields), cause: failText("Cause", fields)))
    }

    private func failText(_ key: String, _ fields: Fields) -> FailText? {
        fields.excludeEachOther(key, "\(key)Path")
        if let text = fields.pathOrCall("\(key)Path", path: { FailText.path($0) }, call: { .call($0) }) {
            if case .call(let call) = text, !call.function.canGiveText {
                findings.schema(
                    "The function 'States.\(call.function.rawValue)' gives no string", at: fields.place("\(key)Path"))
            }
            return text
        }
        guard let text = fields.string(key) else { return nil }
        fields.warnOfPath(text, in: key)
        return .constant(text)
    }

    func resource(_ fields: Fields) -> String? {
        guard let resource = fields.string("Resource") else { return nil }
        let isPlain = resource.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0.value >= 0x20 }
        guard isPlain, !resource.isEmpty else {
            findings.error(
                .invalidResource, "The resource must be a URI or a name: not empty, without blanks",
                at: fields.place("Resource"))
            return nil
        }
        if type == .express { refuseWaiting(resource, at: fields.place("Resource")) }
        return resource
    }

    /// An Express machine waits for no jobs and no tokens.
    private func refuseWaiting(_ resource: String, at place: JSONPointer) {
        for pattern in [".sync", ".waitForTaskToken"]
        where resource.hasSuffix(pattern) || resource.hasSuffix(pattern + ":2") {
            findings.schema("Express state machine does not support '\(pattern)' service integration", at: place)
        }
    }

    private func timeout(_ key: String, _ fields: Fields) -> TimeoutSetting? {
        fields.excludeEachOther(key, "\(key)Path")
        if let path = fields.path("\(key)Path") { return .path(path) }
        return fields.integer(key, in: 1...TimeoutSetting.maximumSeconds).map { .seconds($0) }
    }

    private func credentials(_ fields: Fields) -> Credentials? {
        guard let value = fields.object["Credentials"],
            let inner = Fields(value, at: fields.place("Credentials"), findings)
        else { return nil }
        for key in inner.object.keys where key != "RoleArn" && key != "RoleArn.$" {
            findings.schema("The field '\(key)' is not supported in 'Credentials'", at: inner.place(key))
        }
        inner.excludeEachOther("RoleArn", "RoleArn.$")
        let evaluated = inner.pathOrCall("RoleArn.$", path: { Credentials.RoleArn.path($0) }, call: { .call($0) })
        if let evaluated { return Credentials(roleArn: evaluated) }
        if !inner.has("RoleArn.$") { inner.require("RoleArn") }
        return inner.string("RoleArn").map { Credentials(roleArn: .constant($0)) }
    }
}
