import JSON

extension StateReader {
    private enum Mode: String, CaseIterable {
        case inline = "INLINE"
        case distributed = "DISTRIBUTED"
    }

    private enum ExecutionType: String, CaseIterable {
        case standard = "STANDARD"
        case express = "EXPRESS"
    }

    /// `ItemProcessor`, or the deprecated `Iterator`; and what makes the Map a distributed one.
    func processor(_ fields: Fields, language: QueryLanguage) -> (StateBlock?, DistributedMap?) {
        fields.excludeEachOther("ItemProcessor", "Iterator")
        let key = fields.has("ItemProcessor") || !fields.has("Iterator") ? "ItemProcessor" : "Iterator"
        fields.require(key)
        guard let value = fields.object[key] else { return (nil, nil) }
        let location = fields.place(key)
        var distributed: DistributedMap?
        var inner = self
        switch mode(value["ProcessorConfig"], at: location.appending("ProcessorConfig"), &inner.type) {
        case .inline: refuseDistributedFields(fields, language)
        case .distributed:
            distributed = DistributedMapReader(fields: fields, language: language, type: inner.type)
                .map(processor: value, machineLanguage: machineLanguage)
        case nil: break
        }
        return (inner.block(value, at: location, more: ["ProcessorConfig"]), distributed)
    }

    private func mode(_ value: JSONValue?, at location: JSONPointer, _ inner: inout StateMachineType) -> Mode? {
        guard let value else { return .inline }
        guard let config = Fields(value, at: location, findings) else { return nil }
        for key in config.object.keys where key != "Mode" && key != "ExecutionType" {
            findings.schema("The field '\(key)' is not supported in 'ProcessorConfig'", at: config.place(key))
        }
        let mode = config.choice("Mode", default: Mode.inline)
        let type = config.choice("ExecutionType", default: ExecutionType.standard)
        if config.has("ExecutionType"), mode == .inline, type != nil {
            findings.schema("'ExecutionType' needs the mode DISTRIBUTED", at: config.place("ExecutionType"))
        }
        if mode == .distributed { inner = type == .express ? .express : .standard }
        return mode
    }

    private func refuseDistributedFields(_ fields: Fields, _ language: QueryLanguage) {
        var distributed = ["ItemReader", "ItemBatcher", "ResultWriter", "Label"]
        if language == .jsonPath {
            distributed += [
                "ToleratedFailureCount", "ToleratedFailureCountPath", "ToleratedFailurePercentage",
                "ToleratedFailurePercentagePath",
            ]
        }
        for key in distributed where fields.has(key) {
            findings.schema("The field '\(key)' needs the mode DISTRIBUTED", at: fields.place(key))
        }
    }
}
