extension AWSService {
    static let cloudfront = AWSService(
        name: "cloudfront", id: "CloudFront", scope: "cloudfront", wire: .rest(cloudfrontOperations),
        modelled: ["AccessDenied"], isGlobal: true)

    private static let cloudfrontOperations: RESTService = {
        let table = RESTTable(
            headers: .pairs(
                """
                Location:Location
                """))
        var service = RESTService(
            .xml(
                namespace: "http://cloudfront.amazonaws.com/doc/2020-05-31/",
                XMLShapes(items: ["InvalidationList/Items": "InvalidationSummary", "Paths/Items": "Path"])),
            table.operations(cloudfrontText))
        service.numbers = .words(
            """
            MaxItems Quantity
            """)
        service.booleans = .words(
            """
            IsTruncated
            """)
        service.moments = .words(
            """
            CreateTime
            """)
        return service
    }()

    private static let cloudfrontText = """
        CreateInvalidation POST /2020-05-31/distribution/{DistributionId}/invalidation
          body InvalidationBatch
          -> @ Location
          -> body Invalidation
        GetInvalidation GET /2020-05-31/distribution/{DistributionId}/invalidation/{Id}
          -> body Invalidation
        ListInvalidations GET /2020-05-31/distribution/{DistributionId}/invalidation
          ? Marker MaxItems
          -> body InvalidationList
        """
}
