import JSON

/// The causes. Worded as recorded from the service; the ones of which there is no recording say so.
extension StateRuntimeError {
    /// `InputPath`, `OutputPath`, `SecondsPath` and their like selected nothing.
    static func invalidPath(_ path: JSONPath, _ miss: JSONPathMiss) -> StateRuntimeError {
        StateRuntimeError(cause: "Invalid path '\(path.text)' : \(miss.reason(on: path))")
    }

    /// A template's member, `ErrorPath` or `CausePath` selected nothing.
    static func notFound(_ path: JSONPath, field: String, input: JSONText) -> StateRuntimeError {
        StateRuntimeError(
            specificationError: PredefinedError.parameterPathFailure,
            cause: "The JSONPath '\(path.text)' specified for the field '\(field)' "
                + "could not be found in the input '\(input.string)'")
    }

    /// A path among an intrinsic call's arguments selected nothing.
    static func argumentNotFound(
        _ path: JSONPath, of call: IntrinsicCall, input: JSONText
    ) -> StateRuntimeError {
        intrinsic(
            call, "The JsonPath argument for the field '\(path.text)' could not be found in the input '\(input.string)'"
        )
    }

    /// An intrinsic call failed. The frame is the service's; what is wrong is in our words.
    static func intrinsic(_ call: IntrinsicCall, _ message: String) -> StateRuntimeError {
        StateRuntimeError(
            specificationError: PredefinedError.intrinsicFailure,
            cause: "The function '\(call.text)' had the following error: \(message)")
    }

    /// A path starts from a variable that was never assigned. Ours; there is no recording.
    static func unknownVariable(_ path: JSONPath) -> StateRuntimeError {
        StateRuntimeError(
            specificationError: PredefinedError.parameterPathFailure,
            cause: "The variable of the path '\(path.text)' has not been assigned")
    }

    /// `MaxConcurrencyPath` selected something that is not a whole number.
    static func notAConcurrency(path: JSONPath, value: JSONValue) -> StateRuntimeError {
        StateRuntimeError(
            cause: "The MaxConcurrencyPath field refers to value \"\(shown(value))\" which is not a valid integer: "
                + path.text)
    }

    /// `MaxConcurrencyPath` selected a negative number. Ours, after the service's wording for its relatives.
    static var negativeConcurrency: StateRuntimeError {
        StateRuntimeError(cause: "MaxConcurrency cannot be negative.")
    }

    /// `ItemsPath` selected something that is no array. Ours; there is no recording.
    static func notAnArray(field: String, path: JSONPath, value: JSONValue) -> StateRuntimeError {
        StateRuntimeError(
            cause:
                "Reference path \"\(path.text)\" of \(field) must point to an array, not \(JSONPathMiss.name(of: value))"
        )
    }

    /// A rule's `Variable` or comparison path selected nothing. No recording; the wording the service is known for.
    static func conditionPath(_ path: JSONPath) -> StateRuntimeError {
        StateRuntimeError(
            cause: "Invalid path '\(path.text)': The choice state's condition path references an invalid value.")
    }

    /// No rule held and there is no `Default`. No recording; the wording the service is known for.
    static var noChoiceMatched: StateRuntimeError {
        StateRuntimeError(
            specificationError: PredefinedError.noChoiceMatched,
            cause: "Failed to transition out of the state. The state does not point to a next state.")
    }

    /// A path selected something that is not a whole number.
    static func notAnInteger(field: String, path: JSONPath, value: JSONValue) -> StateRuntimeError {
        StateRuntimeError(
            cause: "The \(field) parameter cannot be parsed as a long value: \(path.text) == \(shown(value))")
    }

    /// A path of a distributed Map selected no number. Ours; there is no recording.
    static func notANumber(field: String, path: JSONPath, value: JSONValue) -> StateRuntimeError {
        StateRuntimeError(
            cause: "The \(field) field refers to value \"\(shown(value))\" which is not a number: \(path.text)")
    }

    /// A path selected a whole number outside the field's range. The wording for numbers that are not negative is
    /// ours.
    static func outOfRange(field: String, path: JSONPath, value: JSONValue, lowest: Int) -> StateRuntimeError {
        let fault: String
        if case .number(let number) = value, number.text.hasPrefix("-") {
            fault = "references a negative value"
        } else {
            fault = "references a value that is not between \(lowest) and \(TimeoutSetting.maximumSeconds)"
        }
        return StateRuntimeError(cause: "The \(field) parameter \(fault): \(path.text) == \(shown(value))")
    }

    /// `TimestampPath` selected something that is not a timestamp.
    static func notATimestamp(path: JSONPath, value: JSONValue) -> StateRuntimeError {
        StateRuntimeError(
            cause: "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format "
                + "string: \(path.text) == \(shown(value))")
    }

    /// A path or a call gave something that is not a string. Ours; there is no recording.
    static func notAString(field: String, path: String, value: JSONValue) -> StateRuntimeError {
        StateRuntimeError(
            cause: "The \(field) parameter does not reference a string: \(path) == \(shown(value))")
    }

    /// `HeartbeatSecondsPath` selected no less than the time-out. Ours; there is no recording.
    static func heartbeatNotBelowTimeout(heartbeat: Int, timeout: Int) -> StateRuntimeError {
        StateRuntimeError(
            cause: "The HeartbeatSeconds value \(heartbeat) must be smaller than the TimeoutSeconds value \(timeout)")
    }

    /// `ResultPath` leads through something that is no object, or to an element that is not there. Ours; there is no
    /// recording.
    static func unappliable(_ path: ReferencePath, step: JSONPathSegment, to value: JSONValue) -> StateRuntimeError {
        StateRuntimeError(
            specificationError: PredefinedError.resultPathMatchFailure,
            cause: "Unable to apply step '\(step.description)' of the ResultPath '\(path.text)' to "
                + "\(JSONPathMiss.name(of: value))")
    }

    /// What a state made is nested more deeply than anything could read again. Ours.
    package static var tooDeep: StateRuntimeError {
        StateRuntimeError(cause: "The data are more than \(JSONText.deepest) arrays and objects inside each other")
    }

    /// A payload that is no JSON. Cannot come from a `JSONText` that was validated.
    static func unreadable(_ error: JSONError) -> StateRuntimeError {
        StateRuntimeError(cause: "The payload is not valid JSON: \(error.description)")
    }

    /// A string without its quotes, anything else as JSON.
    private static func shown(_ value: JSONValue) -> String {
        if case .string(let string) = value { return string }
        return value.text
    }
}
