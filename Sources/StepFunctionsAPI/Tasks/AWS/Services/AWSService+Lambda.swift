extension AWSService {
    static let lambda = AWSService(
        name: "lambda", id: "Lambda", scope: "lambda", wire: .rest(lambdaOperations),
        maps: ["AdditionalVersionWeights", "Endpoints", "Tags", "Variables"], limit: .seconds(15 * 60 + 10))

    private static let lambdaOperations: RESTService = {
        let table = RESTTable(
            query: .pairs(
                """
                TagKeys:tagKeys
                """),
            headers: .pairs(
                """
                ClientContext:X-Amz-Client-Context DurableExecutionArn:X-Amz-Durable-Execution-Arn
                DurableExecutionName:X-Amz-Durable-Execution-Name ExecutedVersion:X-Amz-Executed-Version
                FunctionError:X-Amz-Function-Error InvocationType:X-Amz-Invocation-Type LogResult:X-Amz-Log-Result
                LogType:X-Amz-Log-Type TenantId:X-Amz-Tenant-Id
                """))
        var service = RESTService(.json, table.operations(lambdaText))
        service.moments = .words(
            """
            LastModified StartingPositionTimestamp
            """)
        return service
    }()

    private static let lambdaText = """
        Invoke POST /2015-03-31/functions/{FunctionName}/invocations
          ? Qualifier
          @ InvocationType LogType ClientContext DurableExecutionName TenantId
          bytes Payload
          -> @ FunctionError LogResult ExecutedVersion DurableExecutionArn
          -> status StatusCode
          -> bytes Payload
        ListFunctions GET /2015-03-31/functions
          ? MasterRegion FunctionVersion Marker MaxItems
        GetFunction GET /2015-03-31/functions/{FunctionName}
          ? Qualifier
        GetFunctionConfiguration GET /2015-03-31/functions/{FunctionName}/configuration
          ? Qualifier
        CreateFunction POST /2015-03-31/functions
          members
        UpdateFunctionCode PUT /2015-03-31/functions/{FunctionName}/code
          members
        UpdateFunctionConfiguration PUT /2015-03-31/functions/{FunctionName}/configuration
          members
        DeleteFunction DELETE /2015-03-31/functions/{FunctionName}
          ? Qualifier
          -> status StatusCode
          -> nothing
        PublishVersion POST /2015-03-31/functions/{FunctionName}/versions
          members
        ListVersionsByFunction GET /2015-03-31/functions/{FunctionName}/versions
          ? Marker MaxItems
        CreateAlias POST /2015-03-31/functions/{FunctionName}/aliases
          members
        GetAlias GET /2015-03-31/functions/{FunctionName}/aliases/{Name}
        UpdateAlias PUT /2015-03-31/functions/{FunctionName}/aliases/{Name}
          members
        DeleteAlias DELETE /2015-03-31/functions/{FunctionName}/aliases/{Name}
          -> nothing
        ListAliases GET /2015-03-31/functions/{FunctionName}/aliases
          ? FunctionVersion Marker MaxItems
        GetPolicy GET /2015-03-31/functions/{FunctionName}/policy
          ? Qualifier
        AddPermission POST /2015-03-31/functions/{FunctionName}/policy
          ? Qualifier
          members
        RemovePermission DELETE /2015-03-31/functions/{FunctionName}/policy/{StatementId}
          ? Qualifier RevisionId
          -> nothing
        TagResource POST /2017-03-31/tags/{Resource}
          members
          -> nothing
        UntagResource DELETE /2017-03-31/tags/{Resource}
          ? TagKeys
          -> nothing
        ListTags GET /2017-03-31/tags/{Resource}
        PutFunctionConcurrency PUT /2017-10-31/functions/{FunctionName}/concurrency
          members
        GetFunctionConcurrency GET /2019-09-30/functions/{FunctionName}/concurrency
        DeleteFunctionConcurrency DELETE /2017-10-31/functions/{FunctionName}/concurrency
          -> nothing
        PutProvisionedConcurrencyConfig PUT /2019-09-30/functions/{FunctionName}/provisioned-concurrency
          ? Qualifier
          members
        GetProvisionedConcurrencyConfig GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency
          ? Qualifier
        DeleteProvisionedConcurrencyConfig DELETE /2019-09-30/functions/{FunctionName}/provisioned-concurrency
          ? Qualifier
          -> nothing
        CreateEventSourceMapping POST /2015-03-31/event-source-mappings
          members
        GetEventSourceMapping GET /2015-03-31/event-source-mappings/{UUID}
        UpdateEventSourceMapping PUT /2015-03-31/event-source-mappings/{UUID}
          members
        DeleteEventSourceMapping DELETE /2015-03-31/event-source-mappings/{UUID}
        ListEventSourceMappings GET /2015-03-31/event-source-mappings
          ? EventSourceArn FunctionName Marker MaxItems
        PutFunctionEventInvokeConfig PUT /2019-09-25/functions/{FunctionName}/event-invoke-config
          ? Qualifier
          members
        GetFunctionEventInvokeConfig GET /2019-09-25/functions/{FunctionName}/event-invoke-config
          ? Qualifier
        DeleteFunctionEventInvokeConfig DELETE /2019-09-25/functions/{FunctionName}/event-invoke-config
          ? Qualifier
          -> nothing
        CreateFunctionUrlConfig POST /2021-10-31/functions/{FunctionName}/url
          ? Qualifier
          members
        GetFunctionUrlConfig GET /2021-10-31/functions/{FunctionName}/url
          ? Qualifier
        UpdateFunctionUrlConfig PUT /2021-10-31/functions/{FunctionName}/url
          ? Qualifier
          members
        DeleteFunctionUrlConfig DELETE /2021-10-31/functions/{FunctionName}/url
          ? Qualifier
          -> nothing
        ListLayers GET /2018-10-31/layers
          ? CompatibleRuntime Marker MaxItems CompatibleArchitecture
        ListLayerVersions GET /2018-10-31/layers/{LayerName}/versions
          ? CompatibleRuntime Marker MaxItems CompatibleArchitecture
        PublishLayerVersion POST /2018-10-31/layers/{LayerName}/versions
          members
        GetLayerVersion GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber}
        DeleteLayerVersion DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber}
          -> nothing
        GetAccountSettings GET /2016-08-19/account-settings
        """
}
