extension AWSService {
    static let emrcontainers = AWSService(
        name: "emrcontainers", id: "EmrContainers", scope: "emr-containers", wire: .rest(emrcontainersOperations),
        isCamel: true, maps: ["jobTemplateParameters", "properties", "tags"], modelled: ["ValidationException"])

    private static let emrcontainersOperations: RESTService = {
        let table = RESTTable()
        var service = RESTService(.json, table.operations(emrcontainersText))
        service.textMoments = .words(
            """
            createdAfter createdBefore
            """)
        return service
    }()

    private static let emrcontainersText = """
        StartJobRun POST /virtualclusters/{virtualClusterId}/jobruns
          members
        DescribeJobRun GET /virtualclusters/{virtualClusterId}/jobruns/{id}
        ListJobRuns GET /virtualclusters/{virtualClusterId}/jobruns
          ? createdBefore createdAfter name states maxResults nextToken
        CancelJobRun DELETE /virtualclusters/{virtualClusterId}/jobruns/{id}
        CreateVirtualCluster POST /virtualclusters
          members
        DescribeVirtualCluster GET /virtualclusters/{id}
        ListVirtualClusters GET /virtualclusters
          ? containerProviderId containerProviderType createdAfter createdBefore states maxResults nextToken
          ? eksAccessEntryIntegrated
        DeleteVirtualCluster DELETE /virtualclusters/{id}
        """
}
