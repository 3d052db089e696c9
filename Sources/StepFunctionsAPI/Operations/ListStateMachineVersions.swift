internal import Engine
internal import JSON

/// `ListStateMachineVersions`: the highest number first.
struct ListStateMachineVersions: APIOperation {
    static let name = "ListStateMachineVersions"

    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject {
        let page = try OffsetPage(request, of: Self.name)
        let target = try await MachineTarget.unqualified(request.text("stateMachineArn"), service)
        return page.answer("stateMachineVersions", target.record.versions.reversed()) { version in
            [
                "stateMachineVersionArn": .string("\(target.record.arn):\(version.number)"),
                "creationDate": .time(version.createdAt),
            ]
        }
    }
}
