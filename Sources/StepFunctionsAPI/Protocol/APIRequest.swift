internal import JSON

/// The members of a request, read by the rules of the service's model: types, lengths, ranges.
///
/// A member that the operation does not know is left alone, as the service leaves it.
struct APIRequest: Sendable {
    let fields: JSONObject
    /// Where in a request these members are, with a dot behind; empty for the request itself.
    private let place: String

    /// Reads a body of the protocol AWS JSON 1.0.
    ///
    /// - Throws: `SerializationException` where it is no JSON object; an empty body is an empty object.
    init(body: [UInt8]) throws(APIError) {
        place = ""
        guard !body.isEmpty else {
            fields = JSONObject()
            return
        }
        guard let value = try? JSONValue(parsing: body) else {
            throw .serialization("The request body is not valid JSON.")
        }
        guard let object = value.objectValue else { throw .serialization("The request body is not a JSON object.") }
        fields = object
    }

    /// The members of a structure that is a member itself.
    ///
    /// - Parameter member: where it is.
    init(_ fields: JSONObject, at member: String? = nil) {
        self.fields = fields
        place = member.map { "\($0)." } ?? ""
    }

    /// The members of a structure; `nil` where it is missing or null.
    func structure(_ name: String) throws(APIError) -> APIRequest? {
        try object(name).map { APIRequest($0, at: place + name) }
    }

    /// A text of a length in characters; `nil` where it is missing or null.
    func optionalText(_ name: String, _ length: ClosedRange<Int> = 1...256) throws(APIError) -> String? {
        guard let value = present(name) else { return nil }
        guard let text = value.stringValue else { throw .wrongType(value, "String") }
        let count = text.unicodeScalars.count
        if count > length.upperBound {
            throw .validation(
                text, at: place + name, "Member must have length less than or equal to \(length.upperBound)")
        }
        if count < length.lowerBound {
            throw .validation(
                text, at: place + name, "Member must have length greater than or equal to \(length.lowerBound)")
        }
        return text
    }

    func text(_ name: String, _ length: ClosedRange<Int> = 1...256) throws(APIError) -> String {
        guard let text = try optionalText(name, length) else { throw .missing(place + name) }
        return text
    }

    func optionalInteger(_ name: String, _ range: ClosedRange<Int>, at place: String? = nil) throws(APIError) -> Int? {
        guard let value = present(name) else { return nil }
        guard let number = value.numberValue?.int else { throw .wrongType(value, "Integer") }
        let place = place ?? self.place + name
        if number > range.upperBound {
            throw .validation(
                "\(number)", at: place, "Member must have value less than or equal to \(range.upperBound)")
        }
        if number < range.lowerBound {
            throw .validation(
                "\(number)", at: place, "Member must have value greater than or equal to \(range.lowerBound)")
        }
        return number
    }

    /// A number with or without a fraction.
    func optionalNumber(_ name: String, _ range: ClosedRange<Int>) throws(APIError) -> Double? {
        guard let value = present(name) else { return nil }
        guard let number = value.numberValue?.double else { throw .wrongType(value, "Float") }
        if number > Double(range.upperBound) {
            throw .validation(
                "\(number)", at: place + name, "Member must have value less than or equal to \(range.upperBound)")
        }
        if number < Double(range.lowerBound) {
            throw .validation(
                "\(number)", at: place + name, "Member must have value greater than or equal to \(range.lowerBound)")
        }
        return number
    }

    func bool(_ name: String) throws(APIError) -> Bool? {
        guard let value = present(name) else { return nil }
        guard let bool = value.boolValue else { throw .wrongType(value, "Boolean") }
        return bool
    }

    func object(_ name: String) throws(APIError) -> JSONObject? {
        guard let value = present(name) else { return nil }
        guard let object = value.objectValue else { throw .wrongType(value, "Structure") }
        return object
    }

    func array(_ name: String) throws(APIError) -> [JSONValue]? {
        guard let value = present(name) else { return nil }
        guard let array = value.arrayValue else { throw .wrongType(value, "List") }
        return array
    }

    /// A text that is one of these.
    func choice(_ name: String, of choices: [String]) throws(APIError) -> String? {
        guard let text = try optionalText(name, 0...Int.max) else { return nil }
        guard choices.contains(text) else {
            throw .validation(
                text, at: place + name, "Member must satisfy enum value set: [\(choices.joined(separator: ", "))]")
        }
        return text
    }

    private func present(_ name: String) -> JSONValue? {
        guard let value = fields[name], !value.isNull else { return nil }
        return value
    }
}

extension APIError {
    static func missing(_ name: String) -> APIError { .validation(nil, at: name, "Member must not be null") }

    fileprivate static func wrongType(_ value: JSONValue, _ type: String) -> APIError {
        let kind =
            switch value.kind {
            case .string: "STRING_VALUE"
            case .number: "NUMBER_VALUE"
            case .bool: value.boolValue == true ? "TRUE_VALUE" : "FALSE_VALUE"
            case .object: "START_OBJECT"
            case .array: "START_ARRAY"
            case .null: "NULL_VALUE"
            }
        return .serialization("\(kind) can not be converted to \(type)")
    }
}
