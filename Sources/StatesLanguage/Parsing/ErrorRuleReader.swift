import JSON

/// Reads `Retry` and `Catch`.
struct ErrorRuleReader {
    let findings: Findings
    let language: QueryLanguage

    func retriers(_ fields: Fields) -> [Retrier] {
        rules("Retry", fields) { rule, index, isLast in retrier(rule, isLast: isLast) }
    }

    func catchers(_ fields: Fields) -> [Catcher] {
        rules("Catch", fields) { rule, index, isLast in catcher(rule, index, isLast: isLast) }
    }

    private func rules<Rule>(
        _ key: String, _ fields: Fields, read: (Fields, _ index: Int, _ isLast: Bool) -> Rule?
    ) -> [Rule] {
        guard let elements = fields.array(key) else { return [] }
        return elements.enumerated().compactMap { index, element in
            guard let rule = Fields(element, at: fields.place(key).appending(index), findings) else { return nil }
            return read(rule, index, index == elements.count - 1)
        }
    }

    private func retrier(_ fields: Fields, isLast: Bool) -> Retrier? {
        refuseOthers(
            fields,
            than: [
                "ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy",
                "Comment",
            ])
        fields.require("ErrorEquals")
        let errors = errors(fields, isLast: isLast)
        let longest = TimeoutSetting.maximumSeconds
        let interval = fields.integer("IntervalSeconds", in: 1...longest) ?? 1
        let attempts = fields.integer("MaxAttempts", in: 0...longest) ?? 3
        let maxDelay = fields.integer("MaxDelaySeconds", in: 1...31_622_399)
        let rate = fields.number("BackoffRate") ?? JSONNumber(2)
        if JSONNumber.compare(rate, JSONNumber(1)) < 0 {
            findings.schema("Expected value of at least 1.0", at: fields.place("BackoffRate"))
        }
        let jitter = fields.choice("JitterStrategy", default: JitterStrategy.none)
        let comment = fields.string("Comment")
        guard let errors, let jitter else { return nil }
        return Retrier(
            errors: errors, intervalSeconds: interval, maxAttempts: attempts, backoffRate: rate,
            maxDelaySeconds: maxDelay, jitter: jitter, comment: comment)
    }

    private func catcher(_ fields: Fields, _ index: Int, isLast: Bool) -> Catcher? {
        let foreign = language == .jsonata ? "ResultPath" : "Output"
        if fields.has(foreign) {
            findings.foreignField(foreign, language: language, at: fields.location, mark: fields.place(foreign))
        }
        refuseOthers(fields, than: ["ErrorEquals", "Next", "ResultPath", "Comment", "Assign", "Output"])
        fields.require("ErrorEquals", "Next")
        let errors = errors(fields, isLast: isLast)
        let next = fields.string("Next")
        let comment = fields.string("Comment")
        let resultPath: ReferencePath?
        let (output, assign): (PayloadTemplate?, PayloadTemplate?)
        switch language {
        case .jsonPath:
            resultPath = fields.referencePathOrNull("ResultPath")
            (output, assign) = (nil, fields.assign())
        case .jsonata:
            let expressions = ExpressionReader(findings: findings).inside("Catch[\(index)]").offering("errorOutput")
            resultPath = .root
            (output, assign) = (expressions.template("Output", fields), expressions.assign(fields))
        }
        guard let errors, let next else { return nil }
        return Catcher(
            errors: errors, next: next, resultPath: resultPath, queryLanguage: language, output: output,
            assign: assign, comment: comment)
    }

    private func errors(_ fields: Fields, isLast: Bool) -> ErrorMatcher? {
        guard let elements = fields.array("ErrorEquals") else { return nil }
        let place = fields.place("ErrorEquals")
        guard !elements.isEmpty else {
            findings.schema("Value cannot be empty", at: place)
            return nil
        }
        var names: [String] = []
        for (index, element) in elements.enumerated() {
            if let name = element.stringValue {
                names.append(name)
            } else {
                findings.schema("Expected value of type String", at: place.appending(index))
            }
        }
        if names.contains(PredefinedError.all) {
            if elements.count > 1 { findings.schema("'States.ALL' must be alone in its 'ErrorEquals'", at: place) }
            if !isLast { findings.schema("'States.ALL' must be in the last rule of its list", at: place) }
        }
        return names.count == elements.count ? ErrorMatcher(names: names) : nil
    }

    private func refuseOthers(_ fields: Fields, than known: Set<String>) {
        for key in fields.object.keys where !known.contains(key) {
            findings.schema("The field '\(key)' is not supported here", at: fields.place(key))
        }
    }
}
