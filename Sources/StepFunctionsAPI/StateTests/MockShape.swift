internal import JSON

/// The form of a result, as the model of the service that gives it has it.
indirect enum MockShape: Sendable {
    case text(ClosedRange<Int> = 0...Int.max)
    case oneOf([String])
    case number(ClosedRange<Int> = Int.min...Int.max)
    case bool
    case list(MockShape)
    /// An object with any keys.
    case dictionary(MockShape)
    case object([String: MockShape], required: [String] = [])
    case anything

    /// Compares a value with the shape. Fields that the shape does not know are left alone: services gain fields.
    ///
    /// - Throws: `ValidationException` in the service's words.
    func check(_ value: JSONValue, at field: String?, requiresAll: Bool) throws(APIError) {
        switch self {
        case .anything: return
        case .object(let members, let required):
            guard let object = value.objectValue else { throw MockShape.wrong(field, "must be an object") }
            if requiresAll, let missing = required.first(where: { object[$0] == nil }) {
                throw MockShape.error("Required field '\(missing)' is missing")
            }
            for member in object {
                try members[member.key]?.check(member.value, at: member.key, requiresAll: requiresAll)
            }
        case .dictionary(let shape):
            guard let object = value.objectValue else { throw MockShape.wrong(field, "must be an object") }
            for member in object { try shape.check(member.value, at: field, requiresAll: requiresAll) }
        case .list(let shape):
            guard let elements = value.arrayValue else { throw MockShape.wrong(field, "must be an array") }
            for element in elements { try shape.check(element, at: field, requiresAll: requiresAll) }
        case .text(let length):
            guard let text = value.stringValue else { throw MockShape.wrong(field, "must be a string") }
            let count = text.unicodeScalars.count
            if count < length.lowerBound { throw MockShape.wrong(field, "is smaller than the minimum length") }
            if count > length.upperBound { throw MockShape.wrong(field, "exceeds the maximum length") }
        case .oneOf(let values):
            guard let text = value.stringValue else { throw MockShape.wrong(field, "must be a string") }
            guard values.contains(text) else { throw MockShape.wrong(field, "is not an expected value") }
        case .number(let range):
            guard let number = value.numberValue else { throw MockShape.wrong(field, "must be a number") }
            guard let integer = number.int else { return }
            if integer < range.lowerBound { throw MockShape.wrong(field, "is less than the minimum value") }
            if integer > range.upperBound { throw MockShape.wrong(field, "exceeds the maximum value") }
        case .bool:
            guard value.boolValue != nil else { throw MockShape.wrong(field, "must be a boolean") }
        }
    }

    private static func wrong(_ field: String?, _ what: String) -> APIError {
        error(field.map { "Field '\($0)' \(what)" } ?? "The result \(what)")
    }

    private static func error(_ what: String) -> APIError {
        .validation("Mock result schema validation error: \(what)")
    }
}
