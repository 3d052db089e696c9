import JSON

extension Fields {
    /// A path field that has no default.
    func path(_ key: String) -> JSONPath? {
        guard let text = string(key) else { return nil }
        if IntrinsicCall.looksLikeOne(text) {
            findings.notSupportedYet("Intrinsic functions are", at: place(key))
            return nil
        }
        do throws(JSONPathError) {
            return try JSONPath(parsing: text)
        } catch {
            findings.path(
                error, expectation: "The value for the field '\(key)' must be a valid JSONPath", at: place(key))
            return nil
        }
    }

    /// `InputPath` or `OutputPath`: everything where absent, nil for `null`.
    func pathOrNull(_ key: String) -> JSONPath? {
        guard let value = object[key] else { return .entireInput }
        return value.isNull ? nil : path(key)
    }

    /// `ResultPath`: everything where absent, nil for `null`.
    func referencePathOrNull(_ key: String) -> ReferencePath? {
        guard let value = object[key] else { return .root }
        guard !value.isNull, let text = string(key) else { return nil }
        do throws(JSONPathError) {
            return try ReferencePath(parsing: text)
        } catch {
            findings.path(
                error, expectation: "The value for the field '\(key)' must be a valid reference path", at: place(key))
            return nil
        }
    }

    /// `Parameters` or `ResultSelector`.
    func template(_ key: String) -> PayloadTemplate? {
        guard let value = object[key] else { return nil }
        var faults: [PayloadTemplate.Fault] = []
        let template = PayloadTemplate(value, faults: &faults)
        for fault in faults {
            let location = JSONPointer(tokens: place(key).tokens + fault.location.tokens)
            let code: DiagnosticCode = fault.isNotSupportedYet ? .notSupportedYet : .schemaValidationFailed
            findings.error(code, fault.message, at: location)
        }
        StaticText.warnOfPaths(in: value, at: place(key), code: .noDollar, findings)
        return template
    }
}
