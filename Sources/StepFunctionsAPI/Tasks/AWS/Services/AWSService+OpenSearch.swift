extension AWSService {
    static let opensearch = AWSService(
        name: "opensearch", id: "OpenSearch", scope: "es", wire: .rest(opensearchOperations),
        maps: ["AdvancedOptions", "Endpoints", "LogPublishingOptions", "Options"],
        modelled: ["AccessDeniedException", "ThrottlingException", "ValidationException"])

    private static let opensearchOperations: RESTService = {
        let table = RESTTable(
            query: .pairs(
                """
                ARN:arn EngineType:engineType MaxResults:maxResults NextToken:nextToken
                """))
        var service = RESTService(.json, table.operations(opensearchText))
        service.moments = .words(
            """
            AnonymousAuthDisableDate AutomatedUpdateDate CreationDate EndTime LastUpdatedTime StartAt StartTime
            UpdateDate
            """)
        return service
    }()

    private static let opensearchText = """
        CreateDomain POST /2021-01-01/opensearch/domain
          members
        DescribeDomain GET /2021-01-01/opensearch/domain/{DomainName}
        DescribeDomains POST /2021-01-01/opensearch/domain-info
          members
        DescribeDomainConfig GET /2021-01-01/opensearch/domain/{DomainName}/config
        UpdateDomainConfig POST /2021-01-01/opensearch/domain/{DomainName}/config
          members
        DeleteDomain DELETE /2021-01-01/opensearch/domain/{DomainName}
        ListDomainNames GET /2021-01-01/domain
          ? EngineType
        ListVersions GET /2021-01-01/opensearch/versions
          ? MaxResults NextToken
        UpgradeDomain POST /2021-01-01/opensearch/upgradeDomain
          members
        StartServiceSoftwareUpdate POST /2021-01-01/opensearch/serviceSoftwareUpdate/start
          members
        AddTags POST /2021-01-01/tags
          members
          -> nothing
        ListTags GET /2021-01-01/tags/
          ? ARN
        RemoveTags POST /2021-01-01/tags-removal
          members
          -> nothing
        """
}
