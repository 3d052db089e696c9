/// Which fields each kind of state has, in each query language.
enum StateFieldTable {
    enum Verdict {
        case known
        /// A field that the state has in the other query language.
        case otherLanguage
        case unknown
    }

    static func verdict(on field: String, in kind: StateKind, _ language: QueryLanguage) -> Verdict {
        if common.contains(field) || shared[kind]?.contains(field) == true { return .known }
        let (own, other) = language == .jsonata ? (jsonata, jsonPath) : (jsonPath, jsonata)
        if own[kind]?.contains(field) == true { return .known }
        return other[kind]?.contains(field) == true ? .otherLanguage : .unknown
    }

    private static let common: Set<String> = ["Type", "Comment", "QueryLanguage"]

    /// In both languages.
    private static let shared: [StateKind: Set<String>] = [
        .task: [
            "Next", "End", "Assign", "Retry", "Catch", "Resource", "TimeoutSeconds", "HeartbeatSeconds", "Credentials",
        ],
        .parallel: ["Next", "End", "Assign", "Retry", "Catch", "Branches"],
        .map: [
            "Next", "End", "Assign", "Retry", "Catch", "ItemProcessor", "Iterator", "ItemSelector", "MaxConcurrency",
            "ItemReader", "ItemBatcher", "ResultWriter", "ToleratedFailureCount", "ToleratedFailurePercentage", "Label",
        ],
        .pass: ["Next", "End", "Assign"],
        .choice: ["Assign", "Choices", "Default"],
        .wait: ["Next", "End", "Assign", "Seconds", "Timestamp"],
        .succeed: [],
        .fail: ["Error", "Cause"],
    ]

    private static let jsonata: [StateKind: Set<String>] = [
        .task: ["Arguments", "Output"],
        .parallel: ["Arguments", "Output"],
        .map: ["Items", "Output"],
        .pass: ["Output"],
        .choice: ["Output"],
        .wait: ["Output"],
        .succeed: ["Output"],
        .fail: [],
    ]

    private static let jsonPath: [StateKind: Set<String>] = [
        .task: [
            "InputPath", "OutputPath", "Parameters", "ResultSelector", "ResultPath", "TimeoutSecondsPath",
            "HeartbeatSecondsPath",
        ],
        .parallel: ["InputPath", "OutputPath", "Parameters", "ResultSelector", "ResultPath"],
        .map: [
            "InputPath", "OutputPath", "Parameters", "ResultSelector", "ResultPath", "ItemsPath", "MaxConcurrencyPath",
            "ToleratedFailureCountPath", "ToleratedFailurePercentagePath",
        ],
        .pass: ["InputPath", "OutputPath", "Parameters", "ResultPath", "Result"],
        .choice: ["InputPath", "OutputPath"],
        .wait: ["InputPath", "OutputPath", "SecondsPath", "TimestampPath"],
        .succeed: ["InputPath", "OutputPath"],
        .fail: ["ErrorPath", "CausePath"],
    ]
}
