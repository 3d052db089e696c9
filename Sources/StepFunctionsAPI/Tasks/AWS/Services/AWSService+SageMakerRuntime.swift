extension AWSService {
    static let sagemakerruntime = AWSService(
        name: "sagemakerruntime", id: "SageMakerRuntime", scope: "sagemaker", wire: .rest(sagemakerruntimeOperations),
        modelled: ["InternalFailure", "ServiceUnavailable", "ValidationError"], prefix: "runtime.sagemaker")

    private static let sagemakerruntimeOperations: RESTService = {
        let table = RESTTable(
            headers: .pairs(
                """
                ClosedSessionId:X-Amzn-SageMaker-Closed-Session-Id CustomAttributes:X-Amzn-SageMaker-Custom-Attributes
                EnableExplanations:X-Amzn-SageMaker-Enable-Explanations
                FailureLocation:X-Amzn-SageMaker-FailureLocation Filename:X-Amzn-SageMaker-Filename
                InferenceComponentName:X-Amzn-SageMaker-Inference-Component InferenceId:X-Amzn-SageMaker-Inference-Id
                InputLocation:X-Amzn-SageMaker-InputLocation
                InvocationTimeoutSeconds:X-Amzn-SageMaker-InvocationTimeoutSeconds
                InvokedProductionVariant:x-Amzn-Invoked-Production-Variant
                NewSessionId:X-Amzn-SageMaker-New-Session-Id OutputLocation:X-Amzn-SageMaker-OutputLocation
                RequestTTLSeconds:X-Amzn-SageMaker-RequestTTLSeconds
                S3OutputPathExtension:X-Amzn-SageMaker-S3OutputPathExtension SessionId:X-Amzn-SageMaker-Session-Id
                TargetContainerHostname:X-Amzn-SageMaker-Target-Container-Hostname
                TargetModel:X-Amzn-SageMaker-Target-Model TargetVariant:X-Amzn-SageMaker-Target-Variant
                """))
        let service = RESTService(.json, table.operations(sagemakerruntimeText))
        return service
    }()

    private static let sagemakerruntimeText = """
        InvokeEndpoint POST /endpoints/{EndpointName}/invocations
          @ ContentType:Content-Type Accept:Accept CustomAttributes TargetModel TargetVariant TargetContainerHostname InferenceId
          @ EnableExplanations InferenceComponentName SessionId
          bytes Body
          -> @ ContentType:Content-Type InvokedProductionVariant CustomAttributes NewSessionId ClosedSessionId
          -> bytes Body
        InvokeEndpointAsync POST /endpoints/{EndpointName}/async-invocations
          @ ContentType:X-Amzn-SageMaker-Content-Type Accept:X-Amzn-SageMaker-Accept CustomAttributes InferenceId InputLocation S3OutputPathExtension Filename
          @ RequestTTLSeconds InvocationTimeoutSeconds
          -> @ OutputLocation FailureLocation
        """
}
