internal import JSON

/// A value of an attribute, as conditions see it.
enum FilterValue {
    case text(String)
    case number(JSONNumber)
    case bool(Bool)
    case null

    /// The values of an attribute: the elements of a list, otherwise the one. Of binary values there are none.
    static func values(of attribute: MessageAttribute) -> [FilterValue] {
        let type = attribute.type.split(separator: ".", maxSplits: 1).first ?? ""
        if attribute.type == "String.Array" {
            guard let list = try? JSONValue(parsing: attribute.value), let elements = list.arrayValue else { return [] }
            return elements.compactMap { FilterValue($0) }
        }
        switch type {
        case "String": return [.text(attribute.value)]
        case "Number": return JSONNumber(attribute.value).map { [.number($0)] } ?? []
        default: return []
        }
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
