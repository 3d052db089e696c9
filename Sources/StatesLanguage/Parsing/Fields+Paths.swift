import JSON

extension Fields {
    /// A path field that has no default.
    func path(_ key: String) -> JSONPath? {
        guard let text = string(key) else { return nil }
        do throws(JSONPathError) {
            return try JSONPath(parsing: text)
        } catch {
            findings.path(
                error, expectation: "The value for the field '\(key)' must be a valid JSONPath", at: place(key))
            return nil
        }
    }

    /// A field that holds a path or a call of an intrinsic function.
    func pathOrCall<Value>(
        _ key: String, path: (JSONPath) -> Value, call: (IntrinsicCall) -> Value
    ) -> Value? {
        guard let text = object[key]?.stringValue, IntrinsicCall.looksLikeOne(text) else {
            return self.path(key).map(path)
        }
        do throws(JSONPathError) {
            return call(try IntrinsicCall(parsing: text))
        } catch {
            findings.path(
                error,
                expectation:
                    "The value for the field '\(key)' must be a valid JSONPath or a valid intrinsic function call",
                at: place(key))
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

    /// `Assign`: a template whose members are variables.
    func assign() -> PayloadTemplate? {
        guard let value = object["Assign"] else { return nil }
        if case .object(let object) = value {
            for key in object.keys {
                let name = key.hasSuffix(".$") ? String(key.dropLast(2)) : key
                guard !VariableName.isValid(name) || name == "states" else { continue }
                findings.schema(
                    "A variable's name is an identifier of at most \(VariableName.longest) characters, and not 'states'",
                    at: place("Assign").appending(key))
            }
        }
        return template("Assign")
    }

    /// `Parameters`, `ResultSelector` or `ItemSelector`.
    func template(_ key: String) -> PayloadTemplate? {
        guard let value = object[key] else { return nil }
        var faults: [PayloadTemplate.Fault] = []
        let template = PayloadTemplate(value, faults: &faults)
        for fault in faults {
            let mark = JSONPointer(tokens: place(key).tokens + fault.location.tokens)
            let location = fault.place.map { JSONPointer(tokens: place(key).tokens + $0.tokens) } ?? mark
            let code: DiagnosticCode = fault.isNotSupportedYet ? .notSupportedYet : .schemaValidationFailed
            findings.error(code, fault.message, detail: fault.detail, at: location, mark: mark)
        }
        StaticText.warnOfPaths(in: value, at: place(key), code: .noDollar, findings)
        return template
    }
}
