internal import Engine
internal import JSON

/// `DeleteStateMachine`: it can no longer be started; what runs goes on. A machine that is not there is deleted already.
struct DeleteStateMachine: APIOperation {
    static let name = "DeleteStateMachine"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let arn = try ResourceARN(request.text("stateMachineArn"), "stateMachine")
        guard arn.qualifier == nil else { throw APIError.stateMachineDoesNotExist(arn.text) }
        let record = try await service.client.change(arn.text) { record in
            (record.current == nil ? [] : [.deleted], nil)
        }
        service.directory.remember(record)
        return [:]
    }
}
