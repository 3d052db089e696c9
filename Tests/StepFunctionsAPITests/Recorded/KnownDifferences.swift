/// Where this server answers otherwise than the service did, and why. A case that matches by now must leave the list.
enum KnownDifferences {
    static var byCase: [String: String] {
        others.merging(jsonata.map { ($0, "JSONata is not run yet") }) { reason, _ in reason }
    }

    private static let others: [String: String] = [
        "callback/callback/sqs_failure_in_wait_for_task_tok_no_error_field[SQS_WAIT_FOR_TASK_TOKEN_CATCH]":
            "a Catcher hands on no Error and Cause where there are none, and not null",
        "express/express_sync/query_runtime_memory":
            "the context object of an Express execution shows the ARN that the log has, with the type 'execution'",
    ]

    /// Operations of the recordings that are not there yet.
    static let notThere: [String: String] = [:]
}
