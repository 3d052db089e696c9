internal import JSON

/// A value of an attribute, as conditions see it.
enum FilterValue {
    case text(String)
    case number(JSONNumber)
    case bool(Bool)
    case null
    /// Something that is there and equals nothing, such as bytes.
    case other

    /// The values of an attribute: the elements of a list, otherwise the one.
    static func values(of attribute: MessageAttribute) -> [FilterValue] {
        let type = attribute.type.split(separator: ".", maxSplits: 1).first ?? ""
        if attribute.type == "String.Array" {
            guard let list = try? JSONValue(parsing: attribute.value), let elements = list.arrayValue else { return [] }
            return elements.map { FilterValue($0) ?? .other }
        }
        switch type {
        case "String": return [.text(attribute.value)]
        case "Number": return JSONNumber(attribute.value).map { [.number($0)] } ?? []
        default: return [.other]
        }
    }

    /// The values of the property of this path in a text that is JSON: the elements of a list, otherwise the one; `nil` where
    /// there is no such property, or where it is an object. In a list of objects each may have it.
    static func values(at path: ArraySlice<String>, in body: JSONValue) -> [FilterValue]? {
        guard let name = path.first else {
            if let elements = body.arrayValue { return elements.flatMap { values(at: path, in: $0) ?? [.other] } }
            return FilterValue(body).map { [$0] }
        }
        if let elements = body.arrayValue {
            let found = elements.compactMap { values(at: path, in: $0) }
            return found.isEmpty ? nil : found.flatMap(\.self)
        }
        return body[name].flatMap { values(at: path.dropFirst(), in: $0) }
    }

    /// Takes a value that is no list and no object.
    init?(_ value: JSONValue) {
        if let text = value.stringValue {
            self = .text(text)
        } else if let number = value.numberValue {
            self = .number(number)
        } else if let bool = value.boolValue {
            self = .bool(bool)
        } else if value.isNull {
            self = .null
        } else {
            return nil
        }
    }

    var isNull: Bool {
        if case .null = self { true } else { false }
    }

    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    var number: JSONNumber? {
        if case .number(let number) = self { number } else { nil }
    }

    /// Whether both are the same; texts by their characters' numbers, numbers by their values.
    func equals(_ other: FilterValue) -> Bool {
        switch (self, other) {
        case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
        case (.number(let a), .number(let b)): a.isEqual(to: b)
        case (.bool(let a), .bool(let b)): a == b
        case (.null, .null): true
        default: false
        }
    }
}
