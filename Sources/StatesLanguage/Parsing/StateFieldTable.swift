/// Which fields each kind of state has.
enum StateFieldTable {
    enum Verdict {
        case known
        /// A field of the other query language.
        case jsonataOnly
        case unknown
    }

    static func verdict(on field: String, in kind: StateKind) -> Verdict {
        if common.contains(field) || fields(of: kind).contains(field) { return .known }
        if field == "Assign", assigning.contains(kind) { return .known }
        return jsonata.contains(field) ? .jsonataOnly : .unknown
    }

    private static let common: Set<String> = ["Type", "Comment", "QueryLanguage"]
    private static let jsonata: Set<String> = ["Output", "Arguments", "Items", "Condition"]
    private static let assigning: Set<StateKind> = [.task, .pass, .wait, .choice, .parallel, .map]

    private static func fields(of kind: StateKind) -> Set<String> {
        switch kind {
        case .task: task
        case .pass: pass
        case .choice: choice
        case .wait: wait
        case .succeed: succeed
        case .fail: fail
        case .parallel: parallel
        case .map: map
        }
    }

    private static let task: Set<String> = [
        "Next", "End", "InputPath", "OutputPath", "Parameters", "ResultSelector", "ResultPath", "Retry", "Catch",
        "Resource", "TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath", "Credentials",
    ]
    private static let parallel: Set<String> = [
        "Next", "End", "InputPath", "OutputPath", "Parameters", "ResultSelector", "ResultPath", "Retry", "Catch",
        "Branches",
    ]
    private static let map: Set<String> = [
        "Next", "End", "InputPath", "OutputPath", "Parameters", "ResultSelector", "ResultPath", "Retry", "Catch",
        "ItemProcessor", "Iterator", "ItemsPath", "ItemSelector", "MaxConcurrency", "MaxConcurrencyPath", "ItemReader",
        "ItemBatcher", "ResultWriter", "ToleratedFailureCount", "ToleratedFailureCountPath",
        "ToleratedFailurePercentage", "ToleratedFailurePercentagePath", "Label",
    ]
    private static let pass: Set<String> = [
        "Next", "End", "InputPath", "OutputPath", "Parameters", "ResultPath", "Result",
    ]
    private static let choice: Set<String> = ["InputPath", "OutputPath", "Choices", "Default"]
    private static let wait: Set<String> = [
        "Next", "End", "InputPath", "OutputPath", "Seconds", "SecondsPath", "Timestamp", "TimestampPath",
    ]
    private static let succeed: Set<String> = ["InputPath", "OutputPath"]
    private static let fail: Set<String> = ["Error", "ErrorPath", "Cause", "CausePath"]
}
