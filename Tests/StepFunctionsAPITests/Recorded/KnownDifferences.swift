/// Where this server answers otherwise than the service did, and why. A case that matches by now must leave the list.
enum KnownDifferences {
    static let byCase: [String: String] = [
        "activities/activities/activity_task_start_timeout":
            "the worker of the recording is a machine that calls the API itself (aws-sdk:sfn); such tasks are not there yet",
        "error_handling/task_service_sqs/sqs_failure_in_wait_for_task_tok": queues,
        "sfn_api/sfn_api/start_execution_idempotent": queues,
        "express/express_sync/query_runtime_memory":
            "the context object of an Express execution shows the ARN that the log has, with the type 'execution'",
    ]

    private static let queues =
        "tasks that send to a queue are not there yet, and this one shall wait or fail in its way"

    /// Operations of the recordings that are not there yet.
    static let notThere: [String: String] = [:]
}
