internal import JSON

/// A Wait state: goes on after a time, or at a moment.
public struct Wait: ContinuingStep {
    /// The name and the fields of the state.
    public var fields: StepFields

    /// Waits for seconds, from 0 to 99,999,999.
    public init(_ name: String, seconds: Int) { self.init(name, "Seconds", .number(JSONNumber(seconds))) }

    /// Waits for as many seconds as a path selects.
    public init(_ name: String, secondsPath: String) { self.init(name, "SecondsPath", .string(secondsPath)) }

    /// Waits until a moment, as RFC 3339 writes it: `2026-05-31T17:00:00Z`.
    public init(_ name: String, until timestamp: String) { self.init(name, "Timestamp", .string(timestamp)) }

    /// Waits until the moment that a path selects.
    public init(_ name: String, untilPath path: String) { self.init(name, "TimestampPath", .string(path)) }

    /// Waits for as many seconds as a JSONata expression gives, written without `{%` and `%}`.
    public init(_ name: String, secondsJSONata expression: String) {
        self.init(name, "Seconds", .string("{% \(expression) %}"))
    }

    /// Waits until the moment that a JSONata expression gives as a text, written without `{%` and `%}`.
    public init(_ name: String, untilJSONata expression: String) {
        self.init(name, "Timestamp", .string("{% \(expression) %}"))
    }

    private init(_ name: String, _ key: String, _ value: JSONValue) {
        fields = StepFields(name: name, type: "Wait")
        fields.set(key, value)
    }
}
