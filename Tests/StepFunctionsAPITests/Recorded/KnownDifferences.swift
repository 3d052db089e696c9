/// Where this server answers otherwise than the service did, and why. A case that matches by now must leave the list.
enum KnownDifferences {
    static var byCase: [String: String] {
        others.merging(jsonata.map { ($0, "JSONata is not run yet") }) { reason, _ in reason }
    }

    private static let others: [String: String] = [
        "activities/activities/activity_task_start_timeout":
            "the worker of the recording is a machine that calls the API itself (aws-sdk:sfn); such tasks are not there yet",
        "error_handling/task_service_sqs/sqs_failure_in_wait_for_task_tok": queues,
        "sfn_api/sfn_api/start_execution_idempotent": queues,
        "sfn_api_validation/sfn_api_validation/validate_state_machine_definition_type_standard[VALID_QUERY_LANGUAGE_PASS]":
            "JSONata is not run yet",
    ]

    private static let queues =
        "tasks that send to a queue are not there yet, and this one shall wait or fail in its way"

    /// Operations of the recordings that are not there yet.
    static let notThere: [String: String] = [:]
}
