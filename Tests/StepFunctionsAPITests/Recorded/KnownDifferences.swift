/// Where this server answers otherwise than the service did, and why. A case that matches by now must leave the list.
enum KnownDifferences {
    static var byCase: [String: String] {
        others.merging(jsonata.map { ($0, "JSONata is not run yet") }) { reason, _ in reason }
    }

    private static let others: [String: String] = [
        "callback/callback/sqs_failure_in_wait_for_task_tok_no_error_field[SQS_WAIT_FOR_TASK_TOKEN_CATCH]":
            "a Catcher hands on no Error and Cause where there are none, and not null",
        "sfn_api_validation/sfn_api_validation/validate_state_machine_definition_type_standard[VALID_QUERY_LANGUAGE_PASS]":
            "JSONata is not run yet",
    ]

    /// Operations of the recordings that are not there yet.
    static let notThere: [String: String] = [:]
}
