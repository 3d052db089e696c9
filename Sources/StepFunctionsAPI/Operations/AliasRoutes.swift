internal import Engine
internal import JSON

/// A `routingConfiguration`: one version of a machine or two, with weights that add up to 100.
struct AliasRoutes {
    /// The machine that the versions are of.
    let machine: ResourceARN
    let routes: [StateMachineEvent.Route]

    /// Reads and checks it.
    ///
    /// - Throws: `ValidationException`, `InvalidArn`.
    init(_ list: [JSONValue]) throws(APIError) {
        var items: [(arn: String, weight: Int)] = []
        for (index, item) in list.enumerated() {
            guard let fields = item.objectValue else { throw .serialization("Expected a structure") }
            let request = APIRequest(fields)
            guard
                let weight = try request.optionalInteger(
                    "weight", 0...100, at: "routingConfiguration.\(index + 1).member.weight")
            else { throw .missing("routingConfiguration.\(index + 1).member.weight") }
            items.append((try request.text("stateMachineVersionArn"), weight))
        }
        try AliasRoutes.checkNumber(items)
        let arns = items.map(\.arn)
        let shown = "[\(arns.joined(separator: ", "))]"
        guard Set(arns).count == arns.count else {
            throw .validation(
                "Routing configuration must contain distinct state machine version ARNs. Received: \(shown)")
        }
        let parsed = try arns.map { arn throws(APIError) in try ResourceARN(arn, "stateMachine") }
        let numbers = parsed.compactMap { $0.parts.count == 2 ? $0.qualifier.flatMap { Int($0) } : nil }
        guard numbers.count == arns.count else {
            throw .validation("Routing configuration must contain state machine version ARNs. Received: \(shown)")
        }
        guard Set(parsed.map(\.unqualified)).count == 1 else {
            throw .validation(
                "Routing configuration must contain versions of the same state machine. Received: \(shown)")
        }
        let weights = items.map(\.weight)
        guard weights.reduce(0, +) == 100 else {
            throw .validation("Sum of routing configuration weights must equal 100. Received: \(weights)")
        }
        machine = parsed[0]
        routes = zip(numbers, weights).map { StateMachineEvent.Route(version: $0, weight: $1) }
    }

    private static func checkNumber(_ items: [(arn: String, weight: Int)]) throws(APIError) {
        guard items.count > 2 || items.isEmpty else { return }
        let shown = items.map { "RoutingConfigurationListItem(stateMachineVersionArn=\($0.arn), weight=\($0.weight))" }
        throw .validation(
            "[\(shown.joined(separator: ", "))]", at: "routingConfiguration",
            "Member must have length \(items.isEmpty ? "greater than or equal to 1" : "less than or equal to 2")")
    }

    /// The versions, each of which must be there.
    func require(in record: StateMachineRecord) throws(APIError) {
        for route in routes where record.version(route.version) == nil {
            throw .stateMachineDoesNotExist("\(record.arn):\(route.version)")
        }
    }
}

extension StateMachineRecord.Alias {
    func routing(of machine: String) -> JSONValue {
        .array(
            routes.map {
                [
                    "stateMachineVersionArn": .string("\(machine):\($0.version)"),
                    "weight": .number(JSONNumber($0.weight)),
                ]
            })
    }
}
