extension AWSService {
    static let eks = AWSService(
        name: "eks", id: "Eks", scope: "eks", wire: .rest(eksOperations), isCamel: true, maps: ["labels", "tags"],
        modelled: ["AccessDeniedException", "ThrottlingException"])

    private static let eksOperations: RESTService = {
        let table = RESTTable()
        var service = RESTService(.json, table.operations(eksText))
        service.moments = .words(
            """
            activationExpiry createdAt modifiedAt
            """)
        return service
    }()

    private static let eksText = """
        CreateCluster POST /clusters
          members
        DescribeCluster GET /clusters/{name}
        ListClusters GET /clusters
          ? maxResults nextToken include
        DeleteCluster DELETE /clusters/{name}
        UpdateClusterConfig POST /clusters/{name}/update-config
          members
        UpdateClusterVersion POST /clusters/{name}/updates
          members
        CreateNodegroup POST /clusters/{clusterName}/node-groups
          members
        DescribeNodegroup GET /clusters/{clusterName}/node-groups/{nodegroupName}
        ListNodegroups GET /clusters/{clusterName}/node-groups
          ? maxResults nextToken
        DeleteNodegroup DELETE /clusters/{clusterName}/node-groups/{nodegroupName}
        UpdateNodegroupVersion POST /clusters/{clusterName}/node-groups/{nodegroupName}/update-version
          members
        CreateFargateProfile POST /clusters/{clusterName}/fargate-profiles
          members
        DescribeFargateProfile GET /clusters/{clusterName}/fargate-profiles/{fargateProfileName}
        ListFargateProfiles GET /clusters/{clusterName}/fargate-profiles
          ? maxResults nextToken
        DeleteFargateProfile DELETE /clusters/{clusterName}/fargate-profiles/{fargateProfileName}
        CreateAddon POST /clusters/{clusterName}/addons
          members
        DescribeAddon GET /clusters/{clusterName}/addons/{addonName}
        ListAddons GET /clusters/{clusterName}/addons
          ? maxResults nextToken
        DeleteAddon DELETE /clusters/{clusterName}/addons/{addonName}
          ? preserve
        UpdateAddon POST /clusters/{clusterName}/addons/{addonName}/update
          members
        DescribeUpdate GET /clusters/{name}/updates/{updateId}
          ? nodegroupName addonName capabilityName
        TagResource POST /tags/{resourceArn}
          members
          -> nothing
        UntagResource DELETE /tags/{resourceArn}
          ? tagKeys
          -> nothing
        ListTagsForResource GET /tags/{resourceArn}
        """
}
