internal import Engine

/// What an ARN of a state machine leads to: the machine itself, a version, or by an alias to a version.
struct MachineTarget {
    let arn: ResourceARN
    let record: StateMachineRecord
    let revision: StateMachineRecord.Revision
    let version: StateMachineRecord.Version?
    let alias: StateMachineRecord.Alias?

    /// Looks it up.
    ///
    /// - Throws: `InvalidArn`, `StateMachineDoesNotExist`.
    init(_ text: String, _ service: StepFunctionsService) async throws {
        arn = try ResourceARN(text, "stateMachine")
        guard arn.parts.count <= 2, let record = try await service.directory.record(arn.unqualified),
            let current = record.current
        else { throw APIError.stateMachineDoesNotExist(text) }
        self.record = record
        guard let qualifier = arn.qualifier else {
            (revision, version, alias) = (current, nil, nil)
            return
        }
        let alias = record.alias(qualifier)
        let number = alias.map { $0.route(drawn: service.configuration.random()) } ?? Int(qualifier)
        guard let version = number.flatMap(record.version) else { throw APIError.stateMachineDoesNotExist(text) }
        (self.revision, self.version, self.alias) = (version.revision, version, alias)
    }

    /// The machine itself, which no version and no alias may stand for.
    static func unqualified(_ text: String, _ service: StepFunctionsService) async throws -> MachineTarget {
        let target = try await MachineTarget(text, service)
        guard target.arn.qualifier == nil else { throw APIError.stateMachineDoesNotExist(text) }
        return target
    }
}

extension StateMachineRecord.Alias {
    /// The version that one start takes, by the weights.
    fileprivate func route(drawn random: UInt64) -> Int? {
        var rest = Int(random % 100)
        for route in routes {
            if rest < route.weight { return route.version }
            rest -= route.weight
        }
        return nil
    }
}
