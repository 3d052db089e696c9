import JSON

/// Where a definite path ended without having selected anything. Small, and put into words only when asked.
struct JSONPathMiss: Error, Hashable {
    /// What stood in the way.
    enum Obstacle: Hashable {
        /// The object has no such member, or the array no such element.
        case absent
        /// The step is for an object, or for an array, and the value is neither; its kind.
        case wrongKind(String)
        /// There was more to look at than a path may look at.
        case tooMuch
    }

    /// The position of the step that found nothing.
    let position: Int
    let obstacle: Obstacle

    /// In the words of the service, for the part of them that is recorded.
    func reason(on path: JSONPath) -> String {
        let steps = path.segments
        switch obstacle {
        case .absent where position == steps.count - 1:
            return "No results for path: \(JSONPathMiss.shown(steps[...]))"
        case .absent:
            return "Missing property in path \(JSONPathMiss.shown(steps[...position]))"
        case .tooMuch: return "The path \(path.text) selects too much"
        case .wrongKind(let kind):
            if case .function(let function) = steps[position] {
                return "The function \(function.rawValue)() cannot be applied to \(kind)"
            }
            let expected =
                if case .index = steps[position] { "an array with element" } else { "an object with property" }
            return "Expected to find \(expected) \(steps[position]) in path "
                + "\(JSONPathMiss.shown(steps[..<position])) but found \(kind)"
        }
    }

    static func name(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array(let elements): "an array of \(elements.count)"
        case .object: "an object"
        }
    }

    private static func shown(_ steps: ArraySlice<JSONPathSegment>) -> String {
        "$" + steps.map(\.description).joined()
    }
}
