internal import Engine
internal import EventLog
internal import JSON

/// `DescribeActivity`.
struct DescribeActivity: APIOperation {
    static let name = "DescribeActivity"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let arn = try ResourceARN(request.text("activityArn"), "activity").text
        let activity = try await service.client.activity(arn)
        guard let createdAt = activity.createdAt else { throw APIError.activityDoesNotExist(arn) }
        return [
            "activityArn": .string(arn), "name": .string(activity.name), "creationDate": .time(createdAt),
            "encryptionConfiguration": ["type": "AWS_OWNED_KEY"],
        ]
    }
}
