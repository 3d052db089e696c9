internal import Engine
internal import EventLog
internal import FoundationEssentials
internal import JSON

extension StepFunctionsService {
    /// The execution of an ARN, by its name or, where it was started without one, by the id that it got as its name.
    ///
    /// - Throws: `InvalidArn`, `ExecutionDoesNotExist`.
    func execution(_ text: String) async throws -> ExecutionOutline {
        let arn = try ResourceARN(text, "execution")
        guard arn.parts.count == 2 else { throw APIError.invalidArn("Invalid ARN: \(text)") }
        let (machine, name) = (arn.parts[0], arn.parts[1])
        if let id = UUID(uuidString: name), let found = try await outline(of: StreamID(.execution, id)),
            found.arn == text
        {
            return found
        }
        guard let stream = try await client.execution(named: name, of: machine),
            let found = try await outline(of: stream), found.arn == text
        else { throw APIError.executionDoesNotExist(text) }
        return found
    }

    private func outline(of stream: StreamID) async throws -> ExecutionOutline? {
        do throws(EngineError) {
            return try await client.outline(of: stream)
        } catch {
            guard case .executionDoesNotExist = error else { throw error }
            return nil
        }
    }
}

extension ExecutionOutline {
    /// What lists and descriptions of executions have in common.
    var summary: JSONObject {
        var members: JSONObject = [
            "executionArn": .string(arn), "stateMachineArn": .string(start.stateMachine), "name": .string(start.name),
            "status": .string(status.rawValue), "startDate": .startTime(of: execution),
            "redriveCount": .number(JSONNumber(redrive.count)),
        ]
        if let stoppedAt { members["stopDate"] = .time(stoppedAt) }
        if let redrivenAt = redrive.at { members["redriveDate"] = .time(redrivenAt) }
        if let version = start.version {
            members["stateMachineVersionArn"] = .string("\(start.stateMachine):\(version)")
        }
        if let alias = start.alias { members["stateMachineAliasArn"] = .string("\(start.stateMachine):\(alias)") }
        if let mapRunArn = start.mapRunArn { members["mapRunArn"] = .string(mapRunArn) }
        return members
    }
}
