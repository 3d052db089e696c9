extension AWSService {
    static let mediaconvert = AWSService(
        name: "mediaconvert", id: "MediaConvert", scope: "mediaconvert", wire: .rest(mediaconvertOperations),
        isCamel: true,
        maps: [
            "audioSelectorGroups", "audioSelectors", "captionSelectors", "dynamicAudioSelectors", "tags",
            "userMetadata",
        ])

    private static let mediaconvertOperations: RESTService = {
        let table = RESTTable()
        var service = RESTService(.json, table.operations(mediaconvertText))
        service.moments = .words(
            """
            createdAt expiresAt finishTime lastUpdated purchasedAt startTime submitTime timestamp
            """)
        return service
    }()

    private static let mediaconvertText = """
        CreateJob POST /2017-08-29/jobs
          members
        GetJob GET /2017-08-29/jobs/{id}
        ListJobs GET /2017-08-29/jobs
          ? maxResults nextToken order queue status
        CancelJob DELETE /2017-08-29/jobs/{id}
          -> nothing
        DescribeEndpoints POST /2017-08-29/endpoints
          members
        CreateJobTemplate POST /2017-08-29/jobTemplates
          members
        GetJobTemplate GET /2017-08-29/jobTemplates/{name}
        ListJobTemplates GET /2017-08-29/jobTemplates
          ? category listBy maxResults nextToken order
        DeleteJobTemplate DELETE /2017-08-29/jobTemplates/{name}
          -> nothing
        CreateQueue POST /2017-08-29/queues
          members
        GetQueue GET /2017-08-29/queues/{name}
        ListQueues GET /2017-08-29/queues
          ? listBy maxResults nextToken order
        UpdateQueue PUT /2017-08-29/queues/{name}
          members
        DeleteQueue DELETE /2017-08-29/queues/{name}
          -> nothing
        """
}
