extension AWSService {
    static let pipes = AWSService(
        name: "pipes", id: "Pipes", scope: "pipes", wire: .rest(pipesOperations),
        camelNames: [
            "EnvironmentFiles/type", "EnvironmentFiles/value", "InferenceAcceleratorOverrides/deviceName",
            "InferenceAcceleratorOverrides/deviceType", "NetworkConfiguration/awsvpcConfiguration",
            "CapacityProviderStrategy/base", "CapacityProviderStrategy/capacityProvider",
            "CapacityProviderStrategy/weight", "EphemeralStorage/sizeInGiB", "PlacementConstraints/expression",
            "PlacementConstraints/type", "PlacementStrategy/field", "PlacementStrategy/type",
        ], maps: ["HeaderParameters", "Parameters", "QueryStringParameters", "Tags"],
        modelled: ["ThrottlingException", "ValidationException"])

    private static let pipesOperations: RESTService = {
        let table = RESTTable()
        var service = RESTService(.json, table.operations(pipesText))
        service.moments = .words(
            """
            CreationTime LastModifiedTime StartingPositionTimestamp
            """)
        return service
    }()

    private static let pipesText = """
        CreatePipe POST /v1/pipes/{Name}
          members
        DescribePipe GET /v1/pipes/{Name}
        UpdatePipe PUT /v1/pipes/{Name}
          members
        DeletePipe DELETE /v1/pipes/{Name}
        ListPipes GET /v1/pipes
          ? NamePrefix DesiredState CurrentState SourcePrefix TargetPrefix NextToken Limit
        StartPipe POST /v1/pipes/{Name}/start
        StopPipe POST /v1/pipes/{Name}/stop
        """
}
