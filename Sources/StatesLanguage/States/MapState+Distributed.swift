public import JSON

extension MapState {
    /// The plan of a distributed Map; nil of an inline one.
    ///
    /// Throws where a path selects nothing, or not what its field needs.
    public func mapRunPlan(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> MapRunPlan? {
        guard let distributed else { return nil }
        let effective = try InputOutput.input(raw, at: inputPath, context: context)
        var scope = EvaluationScope(input: effective, context: context)
        var plan = JSONObject()
        if let reader = distributed.reader {
            plan["reader"] =
                try reader.parameters.map { template throws(StateRuntimeError) in
                    try value(of: template, effective, context)
                } ?? .object(JSONObject())
            try set("maxItems", reader.maxItems, "MaxItemsPath", in: &plan, &scope)
        } else {
            plan["items"] = try InputOutput.parsed(items(raw: raw, context: context))
        }
        plan["maxConcurrency"] = .number(JSONNumber(try concurrency(raw: raw, context: context)))
        try setTolerance(distributed, in: &plan, &scope)
        if let batcher = distributed.batcher {
            try set("batchItems", batcher.maxItems, "MaxItemsPerBatchPath", in: &plan, &scope)
            try set("batchBytes", batcher.maxBytes, "MaxInputBytesPerBatchPath", in: &plan, &scope)
            if let batchInput = batcher.batchInput {
                plan["batchInput"] = try value(of: batchInput, effective, context)
            }
        }
        if let writer = distributed.writer {
            plan["writer"] =
                try writer.parameters.map { template throws(StateRuntimeError) in
                    try value(of: template, effective, context)
                } ?? .object(JSONObject())
        }
        if let itemSelector {
            if itemSelector.readsInput { plan["input"] = try InputOutput.parsed(effective) }
            let variables = context.variables.all
            if itemSelector.readsVariables, !variables.isEmpty { plan["variables"] = .object(variables) }
        }
        plan["label"] = .string(distributed.label ?? label)
        return MapRunPlan(plan)
    }

    /// The state's name without what a name may not have, as the service makes a label where none is given.
    private var label: String {
        let allowed = name.unicodeScalars.filter { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "-_".unicodeScalars.contains(scalar))
        }
        let label = String(String.UnicodeScalarView(allowed.prefix(40)))
        return label.isEmpty ? "Map" : label
    }

    private func setTolerance(
        _ distributed: DistributedMap, in plan: inout JSONObject, _ scope: inout EvaluationScope
    ) throws(StateRuntimeError) {
        if let count = distributed.toleratedFailureCount {
            let number = try count.value(of: "ToleratedFailureCountPath", in: &scope)
            guard JSONNumber.compare(number, JSONNumber(0)) >= 0 else {
                throw StateRuntimeError(cause: "ToleratedFailureCount cannot be negative.")
            }
            plan["toleratedFailureCount"] = .number(number)
        }
        if let percentage = distributed.toleratedFailurePercentage {
            let number = try percentage.value(of: "ToleratedFailurePercentagePath", in: &scope)
            guard (0...100).contains(number.double) else {
                throw StateRuntimeError(cause: "ToleratedFailurePercentage must be between 0 and 100.")
            }
            plan["toleratedFailurePercentage"] = .number(number)
        }
    }

    private func set(
        _ key: String, _ number: MapNumber?, _ field: String, in plan: inout JSONObject,
        _ scope: inout EvaluationScope
    ) throws(StateRuntimeError) {
        guard let number = try number?.value(of: field, in: &scope) else { return }
        guard let count = number.int, count > 0 else {
            throw StateRuntimeError(cause: "\(field) must be a positive integer.")
        }
        plan[key] = .number(JSONNumber(count))
    }

    private func value(
        of template: PayloadTemplate, _ input: JSONText, _ context: ContextObject
    ) throws(StateRuntimeError) -> JSONValue {
        try template.value(input: input, context: context)
    }
}
