internal import Engine
internal import EventLog
internal import FoundationEssentials
internal import JSON

extension StepFunctionsService {
    /// The execution of an ARN, by its name or, where it was started without one, by the id that it got as its name.
    ///
    /// - Throws: `InvalidArn`, `ExecutionDoesNotExist`.
    func execution(_ text: String) async throws -> (arn: String, description: ExecutionDescription) {
        let arn = try ResourceARN(text, "execution")
        guard arn.parts.count == 2 else { throw APIError.invalidArn("Invalid ARN: \(text)") }
        let (machine, name) = (arn.parts[0], arn.parts[1])
        if let id = UUID(uuidString: name), let found = try await description(of: StreamID(.execution, id)),
            found.arn == text
        {
            return (text, found)
        }
        guard let stream = try await client.execution(named: name, of: machine),
            let found = try await description(of: stream), found.arn == text
        else { throw APIError.executionDoesNotExist(text) }
        return (text, found)
    }

    private func description(of stream: StreamID) async throws -> ExecutionDescription? {
        do throws(EngineError) {
            return try await client.describe(stream)
        } catch {
            guard case .executionDoesNotExist = error else { throw error }
            return nil
        }
    }
}

extension ExecutionDescription {
    /// What lists and descriptions of executions have in common.
    var summary: JSONObject {
        var members: JSONObject = [
            "executionArn": .string(arn), "stateMachineArn": .string(stateMachineArn), "name": .string(name),
            "status": .string(status.rawValue), "startDate": .startTime(of: execution),
            "redriveCount": .number(JSONNumber(state.redriveCount)),
        ]
        if let stoppedAt { members["stopDate"] = .time(stoppedAt) }
        if let redrivenAt = state.redrivenAt { members["redriveDate"] = .time(redrivenAt) }
        if let version = state.start?.version {
            members["stateMachineVersionArn"] = .string("\(stateMachineArn):\(version)")
        }
        if let alias = state.start?.alias { members["stateMachineAliasArn"] = .string("\(stateMachineArn):\(alias)") }
        return members
    }
}
