/// How much a state machine has at the most, as with the service.
enum StateMachineQuota {
    static let versions = 1000
    static let aliases = 100

    static func exceeded(_ what: String) -> APIError {
        APIError(
            "ServiceQuotaExceededException",
            "The state machine has as many \(what) as it may have; delete some of them.")
    }
}
