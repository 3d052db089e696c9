extension AWSService {
    static let efs = AWSService(
        name: "efs", id: "Efs", scope: "elasticfilesystem", wire: .rest(efsOperations),
        modelled: ["ThrottlingException", "ValidationException"])

    private static let efsOperations: RESTService = {
        let table = RESTTable(
            query: .pairs(
                """
                TagKeys:tagKeys
                """))
        var service = RESTService(.json, table.operations(efsText))
        service.moments = .words(
            """
            CreationTime Timestamp
            """)
        return service
    }()

    private static let efsText = """
        CreateFileSystem POST /2015-02-01/file-systems
          members
        DescribeFileSystems GET /2015-02-01/file-systems
          ? MaxItems Marker CreationToken FileSystemId
        UpdateFileSystem PUT /2015-02-01/file-systems/{FileSystemId}
          members
        DeleteFileSystem DELETE /2015-02-01/file-systems/{FileSystemId}
          -> nothing
        CreateMountTarget POST /2015-02-01/mount-targets
          members
        DescribeMountTargets GET /2015-02-01/mount-targets
          ? MaxItems Marker FileSystemId MountTargetId AccessPointId
        DeleteMountTarget DELETE /2015-02-01/mount-targets/{MountTargetId}
          -> nothing
        CreateAccessPoint POST /2015-02-01/access-points
          members
        DescribeAccessPoints GET /2015-02-01/access-points
          ? MaxResults NextToken AccessPointId FileSystemId
        DeleteAccessPoint DELETE /2015-02-01/access-points/{AccessPointId}
          -> nothing
        PutLifecycleConfiguration PUT /2015-02-01/file-systems/{FileSystemId}/lifecycle-configuration
          members
        DescribeLifecycleConfiguration GET /2015-02-01/file-systems/{FileSystemId}/lifecycle-configuration
        TagResource POST /2015-02-01/resource-tags/{ResourceId}
          members
          -> nothing
        UntagResource DELETE /2015-02-01/resource-tags/{ResourceId}
          ? TagKeys
          -> nothing
        ListTagsForResource GET /2015-02-01/resource-tags/{ResourceId}
          ? MaxResults NextToken
        """
}
