extension AWSService {
    static let emrserverless = AWSService(
        name: "emrserverless", id: "EmrServerless", scope: "emr-serverless", wire: .rest(emrserverlessOperations),
        isCamel: true,
        maps: ["encryptionContext", "initialCapacity", "logTypes", "properties", "tags", "workerTypeSpecifications"],
        modelled: ["ValidationException"])

    private static let emrserverlessOperations: RESTService = {
        let table = RESTTable()
        var service = RESTService(.json, table.operations(emrserverlessText))
        service.moments = .words(
            """
            attemptCreatedAt attemptUpdatedAt createdAt endedAt startedAt updatedAt
            """)
        service.textMoments = .words(
            """
            createdAtAfter createdAtBefore
            """)
        return service
    }()

    private static let emrserverlessText = """
        CreateApplication POST /applications
          members
        GetApplication GET /applications/{applicationId}
        ListApplications GET /applications
          ? nextToken maxResults states
        UpdateApplication PATCH /applications/{applicationId}
          members
        DeleteApplication DELETE /applications/{applicationId}
          -> nothing
        StartApplication POST /applications/{applicationId}/start
          -> nothing
        StopApplication POST /applications/{applicationId}/stop
          -> nothing
        StartJobRun POST /applications/{applicationId}/jobruns
          members
        GetJobRun GET /applications/{applicationId}/jobruns/{jobRunId}
          ? attempt
        ListJobRuns GET /applications/{applicationId}/jobruns
          ? nextToken maxResults createdAtAfter createdAtBefore states mode
        CancelJobRun DELETE /applications/{applicationId}/jobruns/{jobRunId}
          ? shutdownGracePeriodInSeconds
        GetDashboardForJobRun GET /applications/{applicationId}/jobruns/{jobRunId}/dashboard
          ? attempt accessSystemProfileLogs
        TagResource POST /tags/{resourceArn}
          members
          -> nothing
        UntagResource DELETE /tags/{resourceArn}
          ? tagKeys
          -> nothing
        ListTagsForResource GET /tags/{resourceArn}
        """
}
