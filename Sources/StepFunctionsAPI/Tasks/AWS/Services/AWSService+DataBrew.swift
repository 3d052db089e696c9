extension AWSService {
    static let databrew = AWSService(
        name: "databrew", id: "DataBrew", scope: "databrew", wire: .rest(databrewOperations),
        maps: ["Parameters", "Tags", "ValuesMap"], modelled: ["AccessDeniedException", "ValidationException"])

    private static let databrewOperations: RESTService = {
        let table = RESTTable(
            query: .pairs(
                """
                DatasetName:datasetName MaxResults:maxResults NextToken:nextToken ProjectName:projectName
                """))
        var service = RESTService(.json, table.operations(databrewText))
        service.moments = .words(
            """
            CompletedOn CreateDate LastModifiedDate StartedOn
            """)
        return service
    }()

    private static let databrewText = """
        StartJobRun POST /jobs/{Name}/startJobRun
        StopJobRun POST /jobs/{Name}/jobRun/{RunId}/stopJobRun
        DescribeJobRun GET /jobs/{Name}/jobRun/{RunId}
        ListJobRuns GET /jobs/{Name}/jobRuns
          ? MaxResults NextToken
        DescribeJob GET /jobs/{Name}
        ListJobs GET /jobs
          ? DatasetName MaxResults NextToken ProjectName
        CreateProfileJob POST /profileJobs
          members
        CreateRecipeJob POST /recipeJobs
          members
        DeleteJob DELETE /jobs/{Name}
        CreateDataset POST /datasets
          members
        DescribeDataset GET /datasets/{Name}
        ListDatasets GET /datasets
          ? MaxResults NextToken
        DeleteDataset DELETE /datasets/{Name}
        """
}
