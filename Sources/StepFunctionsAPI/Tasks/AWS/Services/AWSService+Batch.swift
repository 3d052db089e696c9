extension AWSService {
    static let batch = AWSService(
        name: "batch", id: "Batch", scope: "batch", wire: .rest(batchOperations), isCamel: true,
        maps: ["annotations", "labels", "limits", "options", "parameters", "requests", "statusSummary", "tags"])

    private static let batchOperations: RESTService = {
        let table = RESTTable()
        let service = RESTService(.json, table.operations(batchText))
        return service
    }()

    private static let batchText = """
        SubmitJob POST /v1/submitjob
          members
        DescribeJobs POST /v1/describejobs
          members
        ListJobs POST /v1/listjobs
          members
        CancelJob POST /v1/canceljob
          members
          -> nothing
        TerminateJob POST /v1/terminatejob
          members
          -> nothing
        RegisterJobDefinition POST /v1/registerjobdefinition
          members
        DeregisterJobDefinition POST /v1/deregisterjobdefinition
          members
          -> nothing
        DescribeJobDefinitions POST /v1/describejobdefinitions
          members
        CreateJobQueue POST /v1/createjobqueue
          members
        UpdateJobQueue POST /v1/updatejobqueue
          members
        DeleteJobQueue POST /v1/deletejobqueue
          members
          -> nothing
        DescribeJobQueues POST /v1/describejobqueues
          members
        CreateComputeEnvironment POST /v1/createcomputeenvironment
          members
        UpdateComputeEnvironment POST /v1/updatecomputeenvironment
          members
        DeleteComputeEnvironment POST /v1/deletecomputeenvironment
          members
          -> nothing
        DescribeComputeEnvironments POST /v1/describecomputeenvironments
          members
        TagResource POST /v1/tags/{resourceArn}
          members
          -> nothing
        UntagResource DELETE /v1/tags/{resourceArn}
          ? tagKeys
          -> nothing
        ListTagsForResource GET /v1/tags/{resourceArn}
        """
}
