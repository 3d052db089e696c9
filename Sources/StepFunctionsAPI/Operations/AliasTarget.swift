internal import Engine

/// The alias that a request names.
struct AliasTarget {
    let arn: String
    let machine: String
    let name: String

    /// Reads `stateMachineAliasArn`.
    ///
    /// - Throws: `InvalidArn`, `ValidationException` where it names no alias.
    init(_ request: APIRequest) throws(APIError) {
        let arn = try ResourceARN(request.text("stateMachineAliasArn"), "stateMachine")
        guard arn.parts.count == 2, let name = arn.qualifier, AliasName.isValid(name) else {
            throw .validation("The ARN '\(arn.text)' is not the ARN of a state machine alias")
        }
        self.arn = arn.text
        self.name = name
        machine = arn.unqualified
    }
}
