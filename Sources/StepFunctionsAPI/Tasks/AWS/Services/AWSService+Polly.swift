extension AWSService {
    static let polly = AWSService(
        name: "polly", id: "Polly", scope: "polly", wire: .rest(pollyOperations),
        modelled: ["ThrottlingException", "ValidationException"])

    private static let pollyOperations: RESTService = {
        let table = RESTTable()
        var service = RESTService(.json, table.operations(pollyText))
        service.moments = .words(
            """
            CreationTime LastModified
            """)
        return service
    }()

    private static let pollyText = """
        StartSpeechSynthesisTask POST /v1/synthesisTasks
          members
        GetSpeechSynthesisTask GET /v1/synthesisTasks/{TaskId}
        ListSpeechSynthesisTasks GET /v1/synthesisTasks
          ? MaxResults NextToken Status
        DescribeVoices GET /v1/voices
          ? Engine LanguageCode IncludeAdditionalLanguageCodes NextToken
        PutLexicon PUT /v1/lexicons/{Name}
          members
          -> nothing
        GetLexicon GET /v1/lexicons/{Name}
        ListLexicons GET /v1/lexicons
          ? NextToken
        DeleteLexicon DELETE /v1/lexicons/{Name}
          -> nothing
        """
}
