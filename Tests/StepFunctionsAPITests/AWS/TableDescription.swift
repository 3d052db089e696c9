import JSON

@testable import StepFunctionsAPI

/// The tables of services as JSON, for a comparison with the models of botocore.
enum TableDescription {
    static var all: JSONValue { .array(AWSService.names.compactMap { AWSService.named($0) }.map(describe)) }

    private static func describe(_ service: AWSService) -> JSONValue {
        let host = AWSEndpoint("https://{service}.{region}.amazonaws.com")?.endpoint(of: service, region: "us-west-2")
        var table: JSONObject = [
            "name": .string(service.name), "id": .string(service.id), "scope": .string(service.scope),
            "host": .string(host?.host ?? ""), "isCamel": .bool(service.isCamel),
            "camelNames": list(service.camelNames), "tokens": map(AWSService.tokens(of: service.name)),
            "maps": list(service.maps), "documents": list(service.documents), "modelled": list(service.modelled),
            "common": list(AWSService.common),
        ]
        switch service.wire {
        case .json(let version, let target):
            table["protocol"] = "json"
            (table["version"], table["target"]) = (.string(version), .string(target))
            table["moments"] = list(service.moments)
        case .query(let version):
            table["protocol"] = "query"
            table["version"] = .string(version)
            (table["numbers"], table["booleans"]) = (list(service.numbers), list(service.booleans))
            (table["moments"], table["lists"]) = (list(service.moments), list(service.lists))
        case .rest(let rest):
            table["protocol"] = "rest-json"
            if case .xml(let namespace, let shapes) = rest.format {
                (table["protocol"], table["namespace"]) = ("rest-xml", .string(namespace))
                (table["flattened"], table["items"]) = (map(shapes.flattened), map(shapes.items))
                table["renamed"] = map(shapes.renamed)
            }
            (table["numbers"], table["booleans"]) = (list(rest.numbers), list(rest.booleans))
            (table["moments"], table["textMoments"]) = (list(rest.moments), list(rest.textMoments))
            table["answersRenamed"] = map(rest.renamed)
            table["errors"] = rest.errors.map(list) ?? .null
            table["operations"] = .object(
                JSONObject(uniqueKeysWithValues: rest.operations.map { ($0.key, describe($0.value, rest)) }))
        }
        return .object(table)
    }

    private static func describe(_ operation: RESTOperation, _ rest: RESTService) -> JSONValue {
        let path = operation.path.map { part in
            switch part {
            case .text(let text): text
            case .label(let member, let isGreedy): "{\(member)\(isGreedy ? "+" : "")}"
            }
        }
        return [
            "method": .string(operation.method), "path": .string(path.joined()),
            "fixedQuery": .string(operation.fixedQuery), "query": map(operation.query),
            "headers": map(operation.request.headers), "headerMaps": map(operation.request.headerMaps),
            "payload": payload(operation.request.payload, rest, isAnswer: false),
            "checksum": .bool(operation.hasChecksum), "status": operation.status.map { .string($0) } ?? .null,
            "answerHeaders": map(operation.answer.headers), "answerHeaderMaps": map(operation.answer.headerMaps),
            "answerPayload": payload(operation.answer.payload, rest, isAnswer: true),
        ]
    }

    /// Of answers the root's name is not looked at.
    private static func payload(
        _ payload: RESTOperation.Payload, _ rest: RESTService, isAnswer: Bool
    ) -> JSONValue {
        switch payload {
        case .none: "none"
        case .bytes(let member): .string("bytes \(member)")
        case .json(let member): .string("json \(member)")
        case .member(let member, let root):
            .string(rest.format == .json || isAnswer ? "body \(member)" : "body \(member)=\(root)")
        case .members(let root): .string(rest.format == .json || isAnswer ? "members" : "members \(root)")
        }
    }

    /// The shape of a result.
    static func shape(_ shape: MockShape) -> JSONValue {
        var described = JSONObject()
        func limit(_ range: ClosedRange<Int>, _ none: ClosedRange<Int>) {
            if range.lowerBound != none.lowerBound { described["min"] = .number(JSONNumber(range.lowerBound)) }
            if range.upperBound != none.upperBound { described["max"] = .number(JSONNumber(range.upperBound)) }
        }
        switch shape {
        case .anything: described["kind"] = "anything"
        case .bool: described["kind"] = "bool"
        case .text(let range):
            described["kind"] = "text"
            limit(range, 0...Int.max)
        case .oneOf(let values):
            (described["kind"], described["values"]) = ("text", .array(values.map { .string($0) }))
        case .number(let range):
            described["kind"] = "number"
            limit(range, Int.min...Int.max)
        case .list(let element): (described["kind"], described["of"]) = ("list", Self.shape(element))
        case .dictionary(let value): (described["kind"], described["of"]) = ("dictionary", Self.shape(value))
        case .object(let members, let required):
            described["kind"] = "object"
            described["members"] = .object(
                JSONObject(uniqueKeysWithValues: members.map { ($0.key, Self.shape($0.value)) }))
            described["required"] = .array(required.map { .string($0) })
        }
        return .object(described)
    }

    private static func list(_ names: Set<String>) -> JSONValue { .array(names.sorted().map { .string($0) }) }

    private static func map(_ names: [String: String]) -> JSONValue {
        .object(JSONObject(uniqueKeysWithValues: names.map { ($0.key, .string($0.value)) }))
    }
}
