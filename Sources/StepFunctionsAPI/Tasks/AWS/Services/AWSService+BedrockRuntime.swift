extension AWSService {
    static let bedrockruntime = AWSService(
        name: "bedrockruntime", id: "BedrockRuntime", scope: "bedrock", wire: .rest(bedrockruntimeOperations),
        isCamel: true, maps: ["inputAssessment", "outputAssessments", "promptVariables", "requestMetadata"],
        documents: ["additionalModelRequestFields", "additionalModelResponseFields", "input", "json", "modelInput"],
        modelled: ["AccessDeniedException", "ThrottlingException", "ValidationException"], prefix: "bedrock-runtime",
        limit: .seconds(15 * 60 + 10))

    private static let bedrockruntimeOperations: RESTService = {
        let table = RESTTable(
            headers: .pairs(
                """
                accept:Accept contentType:Content-Type guardrailIdentifier:X-Amzn-Bedrock-GuardrailIdentifier
                guardrailVersion:X-Amzn-Bedrock-GuardrailVersion
                performanceConfigLatency:X-Amzn-Bedrock-PerformanceConfig-Latency
                serviceTier:X-Amzn-Bedrock-Service-Tier trace:X-Amzn-Bedrock-Trace
                """))
        var service = RESTService(.json, table.operations(bedrockruntimeText))
        service.textMoments = .words(
            """
            submitTimeAfter submitTimeBefore
            """)
        return service
    }()

    private static let bedrockruntimeText = """
        InvokeModel POST /model/{modelId}/invoke
          @ contentType accept trace guardrailIdentifier guardrailVersion performanceConfigLatency serviceTier
          bytes body
          -> @ contentType performanceConfigLatency serviceTier
          -> bytes body
        Converse POST /model/{modelId}/converse
          members
        ApplyGuardrail POST /guardrail/{guardrailIdentifier}/version/{guardrailVersion}/apply
          members
        StartAsyncInvoke POST /async-invoke
          members
        GetAsyncInvoke GET /async-invoke/{invocationArn}
        ListAsyncInvokes GET /async-invoke
          ? submitTimeAfter submitTimeBefore statusEquals maxResults nextToken sortBy sortOrder
        """
}
