extension AWSService {
    static let apigateway = AWSService(
        name: "apigateway", id: "ApiGateway", scope: "apigateway", wire: .rest(apigatewayOperations), isCamel: true,
        maps: [
            "integrationResponses", "methodResponses", "methodSettings", "requestModels", "requestParameters",
            "requestTemplates", "resourceMethods", "responseModels", "responseParameters", "responseTemplates",
            "stageVariableOverrides", "tags", "variables",
        ], documents: ["apiSummary"])

    private static let apigatewayOperations: RESTService = {
        let table = RESTTable(
            query: .pairs(
                """
                nameQuery:name
                """))
        var service = RESTService(.json, table.operations(apigatewayText))
        service.moments = .words(
            """
            createdDate lastUpdatedDate
            """)
        service.renamed = ["item": "items"]
        return service
    }()

    private static let apigatewayText = """
        GetRestApis GET /restapis
          ? position limit
        GetRestApi GET /restapis/{restApiId}
        CreateRestApi POST /restapis
          members
        DeleteRestApi DELETE /restapis/{restApiId}
          -> nothing
        GetResources GET /restapis/{restApiId}/resources
          ? position limit embed
        CreateDeployment POST /restapis/{restApiId}/deployments
          members
        GetStages GET /restapis/{restApiId}/stages
          ? deploymentId
        GetStage GET /restapis/{restApiId}/stages/{stageName}
        CreateStage POST /restapis/{restApiId}/stages
          members
        UpdateStage PATCH /restapis/{restApiId}/stages/{stageName}
          members
        DeleteStage DELETE /restapis/{restApiId}/stages/{stageName}
          -> nothing
        FlushStageCache DELETE /restapis/{restApiId}/stages/{stageName}/cache/data
          -> nothing
        CreateApiKey POST /apikeys
          members
        GetApiKey GET /apikeys/{apiKey}
          ? includeValue
        GetApiKeys GET /apikeys
          ? position limit nameQuery customerId includeValues
        DeleteApiKey DELETE /apikeys/{apiKey}
          -> nothing
        CreateUsagePlan POST /usageplans
          members
        GetUsagePlans GET /usageplans
          ? position keyId limit
        DeleteUsagePlan DELETE /usageplans/{usagePlanId}
          -> nothing
        CreateUsagePlanKey POST /usageplans/{usagePlanId}/keys
          members
        """
}
