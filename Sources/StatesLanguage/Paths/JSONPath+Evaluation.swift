public import JSON

extension JSONPath {
    /// What the path selects in the document that its root stands for, or nil where a definite path finds nothing.
    ///
    /// A path that is not definite always selects an array, of all it finds in the order of the document; where it
    /// finds nothing, or the way to it is missing, the array is empty (as recorded from the service).
    public func value(in document: JSONValue) -> JSONValue? {
        var effort = PathEffort()
        return try? evaluate(on: document, &effort).get()
    }

    func evaluate(on document: JSONValue, _ effort: inout PathEffort) -> Result<JSONValue, JSONPathMiss> {
        evaluate(on: document, root: document, &effort)
    }

    /// - Parameter root: what `$` stands for inside filters.
    func evaluate(
        on document: JSONValue, root: JSONValue, _ effort: inout PathEffort
    ) -> Result<JSONValue, JSONPathMiss> {
        guard isDefinite else { return gathered(from: document, segments[...], root: root, &effort) }
        guard case .function(let function)? = segments.last else { return follow(segments[...], from: document) }
        let steps = segments.dropLast()
        let subject =
            steps.allSatisfy(\.isDefinite)
            ? follow(steps, from: document) : gathered(from: document, steps, root: root, &effort)
        return subject.flatMap { subject in
            guard let value = function.value(of: subject) else {
                let kind = JSONPathMiss.name(of: subject)
                return .failure(JSONPathMiss(position: steps.count, obstacle: .wrongKind(kind)))
            }
            return .success(value)
        }
    }

    private func follow(
        _ steps: ArraySlice<JSONPathSegment>, from document: JSONValue
    ) -> Result<JSONValue, JSONPathMiss> {
        var value = document
        for (position, segment) in steps.enumerated() {
            switch JSONPath.step(segment, from: value) {
            case .success(let next):
                value = next
            case .failure(let obstacle):
                return .failure(JSONPathMiss(position: position, obstacle: obstacle.obstacle))
            }
        }
        return .success(value)
    }

    private func gathered(
        from value: JSONValue, _ steps: ArraySlice<JSONPathSegment>, root: JSONValue, _ effort: inout PathEffort
    ) -> Result<JSONValue, JSONPathMiss> {
        var found: [JSONValue] = []
        JSONPath.gather(from: value, steps, root: root, into: &found, &effort)
        guard !effort.isSpent else { return .failure(JSONPathMiss(position: steps.count - 1, obstacle: .tooMuch)) }
        return .success(.array(found))
    }

    /// One step of a definite path.
    private static func step(_ segment: JSONPathSegment, from value: JSONValue) -> Result<JSONValue, StepFailure> {
        switch segment {
        case .member(let name):
            guard case .object(let object) = value else { return .failure(.wrongKind(value)) }
            guard let member = object[name] else { return .failure(.absent) }
            return .success(member)
        case .index(let index):
            guard case .array(let elements) = value else { return .failure(.wrongKind(value)) }
            guard let element = element(index, of: elements) else { return .failure(.absent) }
            return .success(element)
        case .members(let names):
            guard case .object(let object) = value else { return .failure(.wrongKind(value)) }
            return .success(.object(picked(names, of: object)))
        case .indexes, .slice, .wildcard, .descendants, .filter, .function:
            preconditionFailure("\(segment) has no place in a definite path")
        }
    }

    private static func element(_ index: Int, of elements: [JSONValue]) -> JSONValue? {
        let position = index < 0 ? index + elements.count : index
        // Not `? :`, in which `nil` would be a JSON null.
        guard elements.indices.contains(position) else { return nil }
        return elements[position]
    }

    private static func picked(_ names: [String], of object: JSONObject) -> JSONObject {
        var picked = JSONObject()
        for name in names {
            if let member = object[name] { picked[name] = member }
        }
        return picked
    }

    /// Follows the steps along every way they name and appends what stands at the ends.
    private static func gather(
        from value: JSONValue,
        _ steps: ArraySlice<JSONPathSegment>,
        root: JSONValue,
        into found: inout [JSONValue],
        _ effort: inout PathEffort
    ) {
        guard effort.spend() else { return }
        guard let step = steps.first else {
            found.append(value)
            return
        }
        let rest = steps.dropFirst()
        switch (step, value) {
        case (.descendants, _):
            descend(from: value, rest, root: root, into: &found, &effort)
        case (.member(let name), .object(let object)):
            if let member = object[name] { gather(from: member, rest, root: root, into: &found, &effort) }
        case (.members(let names), .object(let object)) where rest.isEmpty:
            found.append(.object(picked(names, of: object)))
        case (.members(let names), .object(let object)):
            for name in names {
                if let member = object[name] { gather(from: member, rest, root: root, into: &found, &effort) }
            }
        case (.wildcard, .object(let object)):
            for (_, member) in object { gather(from: member, rest, root: root, into: &found, &effort) }
        case (.wildcard, .array(let elements)):
            for element in elements { gather(from: element, rest, root: root, into: &found, &effort) }
        case (.index(let index), .array(let elements)):
            if let element = element(index, of: elements) {
                gather(from: element, rest, root: root, into: &found, &effort)
            }
        case (.indexes(let indexes), .array(let elements)):
            for index in indexes {
                if let element = element(index, of: elements) {
                    gather(from: element, rest, root: root, into: &found, &effort)
                }
            }
        case (.slice(let from, let to), .array(let elements)):
            for element in elements[range(from: from, to: to, of: elements.count)] {
                gather(from: element, rest, root: root, into: &found, &effort)
            }
        case (.filter(let filter), .array(let elements)):
            for element in elements where filter.holds(for: element, root: root, &effort) {
                gather(from: element, rest, root: root, into: &found, &effort)
            }
        // An object is asked itself, and not its members: so does Jayway.
        case (.filter(let filter), .object):
            guard filter.holds(for: value, root: root, &effort) else { return }
            gather(from: value, rest, root: root, into: &found, &effort)
        default:
            break
        }
    }

    /// Applies the steps to the value and to every object and array inside it, the outer before the inner.
    private static func descend(
        from value: JSONValue,
        _ steps: ArraySlice<JSONPathSegment>,
        root: JSONValue,
        into found: inout [JSONValue],
        _ effort: inout PathEffort
    ) {
        // A filter is asked of every object once, and not of an array's elements again: so does Jayway.
        switch (steps.first, value) {
        case (.filter?, .array): break
        default: gather(from: value, steps, root: root, into: &found, &effort)
        }
        switch value {
        case .object(let object):
            for (_, member) in object { descend(from: member, steps, root: root, into: &found, &effort) }
        case .array(let elements):
            for element in elements { descend(from: element, steps, root: root, into: &found, &effort) }
        case .null, .bool, .number, .string:
            break
        }
    }

    private static func range(from: Int?, to: Int?, of count: Int) -> Range<Int> {
        func bound(_ index: Int) -> Int { min(max(index < 0 ? index + count : index, 0), count) }
        let lower = from.map(bound) ?? 0
        let upper = to.map(bound) ?? count
        return lower..<max(lower, upper)
    }
}

/// Why one step failed.
private struct StepFailure: Error {
    let obstacle: JSONPathMiss.Obstacle

    static var absent: StepFailure { StepFailure(obstacle: .absent) }

    static func wrongKind(_ value: JSONValue) -> StepFailure {
        StepFailure(obstacle: .wrongKind(JSONPathMiss.name(of: value)))
    }
}
